import type { BenchPart, Figure } from '../bench-part.ts'
import { freePort, startChild } from '../child.ts'
import { benchEnvironment } from '../panel/environment.ts'
import { openLoop, quantile } from '../panel/load.ts'
import { questions } from '../panel/panel-bench.ts'
import { prepare, record } from '../panel/recording.ts'
import { fitCohortMs } from './cohort-fit.ts'
import { runRecompute } from './recompute-run.ts'

const rate = 200
const asked = 1000
const sessions = 600
/** The longest load there can be; it ends with the recompute. */
const longestSeconds = 600

/** The daily recompute of the whole store, and what those who look at the panel notice of it. */
export const benchRecompute: BenchPart = async ({ databaseUrl, customers, dir }, { seconds, print }) => {
  print('recompute: fitting a cohort like CDNOW')
  const fitMs = fitCohortMs()
  const chosen = await record(databaseUrl, dir, async (inProcess) => ({
    asked: await prepare(inProcess, { customers, count: Math.min(asked, customers), sessions }),
    recorded: 0,
  }))
  const port = await freePort()
  const environment = benchEnvironment(databaseUrl, port)
  const server = await startChild(['serve'], { port, environment, cwd: dir })
  try {
    const load = { port, rate, connections: 64, next: questions(chosen.asked) }
    await openLoop({ ...load, seconds: Math.min(10, Math.ceil((2 * asked) / rate)) })
    print(`recompute: ${rate} panel requests a second without it`)
    const idle = await openLoop({ ...load, seconds })
    print(`recompute: ${rate} panel requests a second beside it`)
    const state = { isRunning: true }
    const running = runRecompute(environment, dir).finally(() => (state.isRunning = false))
    const beside: number[] = []
    let failures = idle.failures
    const startedAt = performance.now()
    while (state.isRunning && performance.now() - startedAt < longestSeconds * 1000) {
      const part = await openLoop({ ...load, seconds: 1 })
      beside.push(...part.latencies)
      failures += part.failures
    }
    const { elapsedMs, scored, peakMb } = await running
    if (failures > 0) throw new Error(`${failures} panel requests were not answered with 200`)
    const idleP99 = quantile(idle.latencies, 0.99)
    const besideP99 = quantile(
      beside.sort((one, other) => one - other),
      0.99,
    )
    const figures: Figure[] = [
      { what: 'fit of 23,570 buyers over 78 weeks', value: fitMs / 1000, unit: 's', bound: { atMost: 1 } },
      {
        what: `recompute of ${scored.toLocaleString('en-US')} buyers, written`,
        value: elapsedMs / 1000,
        unit: 's',
        bound: { atMost: 120 },
      },
      { what: 'memory of the recompute', value: peakMb, unit: 'MB' },
      {
        what: `panel at ${rate}/s beside it: p99`,
        value: besideP99,
        unit: 'ms',
        floor: { what: 'without it', value: idleP99 },
        ratio: besideP99 / idleP99,
        bound: { atMost: 3 },
      },
    ]
    return figures
  } finally {
    await server.stop()
  }
}
