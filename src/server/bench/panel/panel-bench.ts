import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BenchPart, Figure } from '../bench-part.ts'
import { freePort, startChild } from '../child.ts'
import { benchEnvironment } from './environment.ts'
import { closedLoop, openLoop, quantile, type NextQuestion } from './load.ts'
import { type Asked, prepare, record } from './recording.ts'

const connections = 16
const rate = 300
const mostRecorded = 1000
const sessions = 600
const rounds = 3
/** Requests until the compiler has come to all of the code; on a busy machine no longer than so many seconds. */
const warmUp = 8000
const longestWarmUp = 120
/** Of these, for what only the first look of the day does. */
const mostFirstWarmUp = 1000

/** Spreads neighbouring numbers: who asks comes round in step with the turns, and would use few of the sessions. */
const spreadOut = 2_654_435_761

/** Walks through the customers in turn, each time with another session of whoever asks. */
export function questions(asked: readonly Asked[]): NextQuestion {
  let turn = 0
  return () => {
    const { path: address = '', cookies = [] } = asked[turn % asked.length] ?? {}
    const cookie = cookies[(Math.imul(turn, spreadOut) >>> 8) % cookies.length] ?? ''
    turn += 1
    return { path: address, headers: { cookie } }
  }
}

const median = (values: readonly number[]) =>
  quantile(
    [...values].sort((one, other) => one - other),
    0.5,
  )

/** The panel request against the same reads without an app around them. */
export const benchPanel: BenchPart = async (store, { seconds, print }) => {
  const { databaseUrl, customers, dir } = store
  const recorded = Math.min(mostRecorded, Math.floor(customers / 2))
  const left = customers - recorded
  const warming = Math.min(mostFirstWarmUp, Math.floor(left / 4))
  const fresh = warming + Math.min(rate * seconds, left - warming)
  print('panel: recording what a request reads')
  const { asked, recording } = await record(databaseUrl, dir, async (inProcess) => ({
    asked: await prepare(inProcess, { customers, count: recorded + fresh, sessions }),
    recorded,
  }))
  const recordingFile = path.join(dir, 'panel-reads.json')
  await writeFile(recordingFile, JSON.stringify(recording))
  const again = asked.slice(0, recorded)
  const firstWarm = asked.slice(recorded, recorded + warming)
  const first = asked.slice(recorded + warming)

  const appPort = await freePort()
  const app = await startChild(['serve'], {
    port: appPort,
    environment: benchEnvironment(databaseUrl, appPort),
    cwd: dir,
  })
  const floorPort = await freePort()
  const floor = await startChild(['bench-floor', recordingFile, databaseUrl, String(floorPort)], {
    port: floorPort,
    environment: {},
    cwd: dir,
  })
  try {
    const load = { seconds, connections }
    const warm = { seconds: longestWarmUp, most: warmUp, connections }
    await closedLoop({ ...warm, port: appPort, next: questions(again) })
    await closedLoop({ ...warm, port: floorPort, next: questions(again) })
    await closedLoop({ ...warm, most: warming, port: appPort, next: questions(firstWarm) })
    const rates: number[] = []
    const floors: number[] = []
    let failures = 0
    for (let round = 1; round <= rounds; round += 1) {
      print(`panel: closed loop, round ${round} of ${rounds}`)
      const own = await closedLoop({ ...load, port: appPort, next: questions(again) })
      const bare = await closedLoop({ ...load, port: floorPort, next: questions(again) })
      rates.push(own.perSecond)
      floors.push(bare.perSecond)
      failures += own.failures + bare.failures
    }
    const open = { ...load, port: appPort, rate, connections: 64 }
    print(`panel: ${rate} requests a second, each customer for the first time today`)
    const firstLook = await openLoop({ ...open, next: questions(first) })
    print(`panel: ${rate} requests a second, customers looked at before`)
    const nextLook = await openLoop({ ...open, next: questions(again) })
    failures += firstLook.failures + nextLook.failures
    if (failures > 0) throw new Error(`${failures} panel requests were not answered with 200`)
    const ratios = rates.map((value, round) => value / (floors[round] ?? Number.NaN))
    const figures: Figure[] = [
      {
        what: 'panel, closed loop',
        value: median(rates),
        unit: '/s',
        floor: { what: 'same reads, bare', value: median(floors) },
        ratio: median(ratios),
        bound: { atLeast: 0.35 },
      },
      ...[['first look of the day', firstLook] as const, ['looked at before', nextLook] as const].flatMap(
        ([what, { latencies }]): Figure[] => [
          { what: `panel at ${rate}/s, ${what}: p50`, value: quantile(latencies, 0.5), unit: 'ms' },
          {
            what: `panel at ${rate}/s, ${what}: p99`,
            value: quantile(latencies, 0.99),
            unit: 'ms',
            bound: { atMost: 25 },
          },
        ],
      ),
      { what: 'statements of a panel request', value: recording.requests[0]?.reads.length ?? 0, unit: '' },
      { what: 'memory of the server', value: await app.peakMb(), unit: 'MB', bound: { atMost: 250 } },
    ]
    return figures
  } finally {
    await Promise.all([app.stop(), floor.stop()])
  }
}
