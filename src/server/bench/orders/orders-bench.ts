import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { createKeys } from '../../keys/service.ts'
import type { BenchPart, Figure } from '../bench-part.ts'
import { freePort, startChild } from '../child.ts'
import { benchEnvironment } from '../panel/environment.ts'
import { watchedRun } from '../watched-run.ts'
import { history, writeHistory } from './history.ts'
import { ingestLoad } from './ingest-load.ts'
import { rawInserts } from './raw-inserts.ts'

const ordersOfCustomer = 10
const mostOrders = 1_000_000
const seed = 11
/** Of the load on the API. */
const longestSeconds = 5

async function ingestFigures(databaseUrl: string, dir: string, customers: number, seconds: number) {
  const db = await connect(databaseUrl)
  await migrate(db)
  const keyring = createKeys({ db, now: Date.now, randomBytes: (count) => randomBytes(count) })
  const { key } = await keyring.create('bench', ['ingest'])
  await db.destroy()
  const port = await freePort()
  const environment = benchEnvironment(databaseUrl, port)
  const server = await startChild(['serve'], { port, environment, cwd: dir })
  try {
    const perSecond = await ingestLoad({ port, key, customers, seconds })
    const figures: Figure[] = [
      { what: 'ingest API, 500 orders a request', value: perSecond, unit: '/s', bound: { atLeast: 5000 } },
      { what: 'memory of the server at that', value: await server.peakMb(), unit: 'MB' },
    ]
    return figures
  } finally {
    await server.stop()
  }
}

/** A shop's history by file and by API, each into a database of its own. */
export const benchOrders: BenchPart = async ({ customers, dir }, { seconds, print }) => {
  const orders = Math.min(customers * ordersOfCustomer, mostOrders)
  const buyers = Math.ceil(orders / ordersOfCustomer)
  const file = path.join(dir, 'history.csv')
  const urlOf = (name: string) => `file:${path.join(dir, `${name}.sqlite`)}`
  const remove = async () => {
    await rm(file, { force: true })
    for (const name of ['imported', 'raw', 'ingested'])
      for (const end of ['', '-wal', '-shm'])
        await rm(path.join(dir, `${name}.sqlite${end}`), { force: true })
  }
  await remove()
  try {
    await writeHistory(file, history(orders, buyers, seed))
    print(`orders: importing ${orders.toLocaleString('en-US')}`)
    const environment = benchEnvironment(urlOf('imported'), 1)
    const run = await watchedRun(['import', 'orders', file], { environment, cwd: dir })
    const imported = Number(/, (\d+) a second\./.exec(run.output)?.[1] ?? Number.NaN)
    print('orders: the same rows with prepared statements')
    const raw = await rawInserts(urlOf('imported'), urlOf('raw'))
    print('orders: over the API')
    const ingest = await ingestFigures(urlOf('ingested'), dir, buyers, Math.min(longestSeconds, seconds))
    const figures: Figure[] = [
      { what: 'import of orders', value: imported, unit: '/s', bound: { atLeast: 30_000 } },
      {
        what: 'import against raw inserts',
        value: imported,
        unit: '/s',
        floor: { what: 'raw inserts', value: raw },
        ratio: imported / raw,
        bound: { atLeast: 0.2 },
      },
      { what: 'memory of the import', value: run.peakMb, unit: 'MB', bound: { atMost: 300 } },
      ...ingest,
    ]
    return figures
  } finally {
    await remove()
  }
}
