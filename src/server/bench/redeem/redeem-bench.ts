import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { mulberry32 } from '../../../domain/learning/random/generator.ts'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { createKeys } from '../../keys/service.ts'
import type { BenchPart, Figure } from '../bench-part.ts'
import { freePort, startChild } from '../child.ts'
import { benchEnvironment } from '../panel/environment.ts'
import { makeCoupons, storeOffer } from './coupons.ts'
import { startPostgres } from './own-postgres.ts'
import { rawOnPostgres, rawOnSqlite } from './raw-redeem.ts'
import { attemptsOnOne, redeemDistinct } from './redeem-load.ts'

const attempts = 1000
const connections = 16
/** More than any engine commits in a second. */
const couponsInSecond = 2000
/** Durable writes are even enough for a short look. */
const longestSeconds = 4

interface Engine {
  name: string
  databaseUrl: string
  processes: number
  raw: typeof rawOnPostgres
}

async function measureOn(engine: Engine, dir: string, seconds: number): Promise<Figure[]> {
  const { name, databaseUrl, processes, raw } = engine
  const db = await connect(databaseUrl)
  await migrate(db)
  const at = Date.now()
  await storeOffer(db, at)
  const draw = mulberry32(at)
  const count = couponsInSecond * seconds
  const [one] = await makeCoupons(db, { name: 'one', count: 1, at, draw })
  const distinct = await makeCoupons(db, { name: 'own', count, at, draw })
  const bare = await makeCoupons(db, { name: 'raw', count, at, draw })
  const keyring = createKeys({ db, now: Date.now, randomBytes: (bytes) => randomBytes(bytes) })
  const { key } = await keyring.create('bench', ['redeem'])
  await db.destroy()
  const ports = await Promise.all(Array.from({ length: processes }, () => freePort()))
  const servers = await Promise.all(
    ports.map((port) =>
      startChild(['serve'], { port, environment: benchEnvironment(databaseUrl, port), cwd: dir }),
    ),
  )
  try {
    const statuses = await attemptsOnOne({ ports, key }, one?.code ?? '', attempts)
    const perSecond = await redeemDistinct({ ports, key }, distinct, seconds, connections)
    const memory = await Promise.all(servers.map((server) => server.peakMb()))
    await Promise.all(servers.map((server) => server.stop()))
    const rawPerSecond = await raw(databaseUrl, bare, seconds, connections)
    const successes = statuses.get(200) ?? 0
    if (successes === 0) throw new Error(`nobody could redeem the one code: ${JSON.stringify([...statuses])}`)
    return [
      {
        what: `${name}: ${attempts} attempts at once on one code, successes`,
        value: successes,
        unit: '',
        bound: { atMost: 1 },
      },
      {
        what: `${name}: redemptions of different codes`,
        value: perSecond,
        unit: '/s',
        floor: { what: 'equal raw transactions', value: rawPerSecond },
        ratio: perSecond / rawPerSecond,
        bound: { atLeast: 0.2 },
      },
      {
        what: `${name}: memory of a server at that`,
        value: Math.max(...memory),
        unit: 'MB',
        bound: { atMost: 250 },
      },
    ]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** The counter's question: one code once, and many codes fast, on both engines. */
export const benchRedeem: BenchPart = async ({ dir }, options) => {
  const { print } = options
  const seconds = Math.min(longestSeconds, options.seconds)
  const file = path.join(dir, 'redeem.sqlite')
  const remove = () => Promise.all(['', '-wal', '-shm'].map((end) => rm(file + end, { force: true })))
  await remove()
  print('redeem: SQLite')
  const sqlite: Engine = { name: 'SQLite', databaseUrl: `file:${file}`, processes: 1, raw: rawOnSqlite }
  const figures = await measureOn(sqlite, dir, seconds).finally(remove)
  const postgres = await startPostgres()
  if (postgres === null) {
    print('redeem: PostgreSQL is left out, the development packages are not installed')
    return figures
  }
  try {
    print('redeem: PostgreSQL, two processes')
    const engine = { name: 'PostgreSQL', databaseUrl: postgres.url, processes: 2, raw: rawOnPostgres }
    return [...figures, ...(await measureOn(engine, dir, seconds))]
  } finally {
    await postgres.stop()
  }
}
