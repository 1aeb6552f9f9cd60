import { sql } from 'kysely'
import { autocheckpoint, longLogPages } from './checkpoints/autocheckpoint.ts'
import { type Database, engineOf } from './connect.ts'

/** An import changes rows all over the file, and reads them again a few batches later. */
const cacheKb = 32_768
/**
 * Prepares the connection of a process that writes for minutes and does nothing else. A batch alone writes more than SQLite's
 * own 1,000 pages of log, so that each commit would copy the same pages into the file again; a longer log copies a page once
 * for many batches. What is committed is on disk all the same.
 */
export async function expectLongWrites(db: Database): Promise<void> {
  if (engineOf(db) === 'postgres') return
  await sql.raw(`pragma cache_size = -${cacheKb}`).execute(db)
  await autocheckpoint(db, longLogPages)
}
