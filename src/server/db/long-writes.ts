import { sql } from 'kysely'
import { type Database, engineOf } from './connect.ts'

/** An import changes rows all over the file, and reads them again a few batches later. */
const cacheKb = 32_768
/**
 * 64 MB of the write-ahead log, as a server keeps. A batch alone writes more than SQLite's own 1,000 pages, so that each commit
 * would copy the same pages into the file again; a longer log copies a page once for many batches. What is committed is on disk all the same.
 */
const pagesBehind = 16_384

/** Prepares the connection of a process that writes for minutes and does nothing else. */
export async function expectLongWrites(db: Database): Promise<void> {
  if (engineOf(db) === 'postgres') return
  await sql.raw(`pragma cache_size = -${cacheKb}`).execute(db)
  await sql.raw(`pragma wal_autocheckpoint = ${pagesBehind}`).execute(db)
}
