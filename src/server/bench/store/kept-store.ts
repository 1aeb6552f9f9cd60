import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hourMs } from '../../../domain/calendar.ts'
import { connect, type Database } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { BenchStore } from '../bench-part.ts'
import { benchKey, edition, generateStore } from './generate.ts'
import { localDayOf } from './order-rows.ts'

const seed = 20_260_301
/** Jobs of the day or the hour; those of the minute run beside the measurement. */
const doneToday = ['recompute', 'retention', 'review']

async function isThere(db: Database, customers: number): Promise<boolean> {
  const known = await db
    .selectFrom('setting')
    .select('valueJson')
    .where('key', '=', benchKey)
    .executeTakeFirst()
  return known?.valueJson === JSON.stringify({ customers, seed, edition })
}

/** What a running installation has done today already: the jobs of a server that starts find nothing due. */
async function settleToday(db: Database, now: number): Promise<void> {
  const localDay = localDayOf(now)
  const model = await db
    .selectFrom('ltvModel')
    .innerJoin('rfmThresholds', 'rfmThresholds.version', 'ltvModel.version')
    .select(['ltvModel.modelJson', 'rfmThresholds.thresholdsJson'])
    .orderBy('ltvModel.createdAt', 'desc')
    .executeTakeFirstOrThrow()
  const today = { version: `bench.${now}`, asOfDay: localDay }
  const renewed = (json: string) => JSON.stringify({ ...(JSON.parse(json) as object), ...today })
  const row = { ...today, createdAt: now }
  await db
    .insertInto('ltvModel')
    .values({ ...row, modelJson: renewed(model.modelJson) })
    .execute()
  await db
    .insertInto('rfmThresholds')
    .values({ ...row, thresholdsJson: renewed(model.thresholdsJson) })
    .execute()
  const run = { kind: 'reconciliation', status: 'finished', localDay, dueAt: 0, problem: null }
  const ended = { startedAt: now, finishedAt: now, importedAt: now }
  await db.deleteFrom('contactRun').execute()
  for (const name of ['contacts', 'members'])
    await db
      .insertInto('contactRun')
      .values({ name, ...run, ...ended })
      .execute()
  await db.deleteFrom('lease').execute()
  for (const name of doneToday)
    await db
      .insertInto('lease')
      .values({ name, owner: null, leaseUntil: 0, dueAt: now + hourMs, doneDay: localDay })
      .execute()
}

/** Opens the store kept in `keep`, or generates it there; without a folder in one that `remove` takes away. */
export async function openStore(
  { customers, keep }: { customers: number; keep: string | undefined },
  print: (line: string) => void,
): Promise<BenchStore & { remove: () => Promise<void> }> {
  const dir = keep === undefined ? await mkdtemp(path.join(tmpdir(), 'zhike-bench-')) : path.resolve(keep)
  await mkdir(dir, { recursive: true })
  const file = path.join(dir, `store-${customers}.sqlite`)
  const databaseUrl = `file:${file}`
  const remove = async () => {
    if (keep === undefined) await rm(dir, { recursive: true, force: true })
  }
  const now = Date.now()
  let db = await connect(databaseUrl)
  // One that an older edition made and that this one can't migrate is made anew.
  const isUsable = await migrate(db).then(
    () => isThere(db, customers),
    () => false,
  )
  if (!isUsable) {
    await db.destroy()
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(file + end, { force: true })
    print(`generating a store with ${customers.toLocaleString('en-US')} customers`)
    await generateStore({ databaseUrl, customers, asOf: now, seed })
    print(`generated in ${Math.round((Date.now() - now) / 1000)} s`)
    db = await connect(databaseUrl)
  }
  await settleToday(db, now)
  await db.destroy()
  return { databaseUrl, customers, dir, remove }
}
