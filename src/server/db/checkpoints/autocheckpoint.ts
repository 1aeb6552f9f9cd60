import { sql } from 'kysely'
import type { Database } from '../connect.ts'

/** 64 MB: how long the write-ahead log may get before a commit copies it into the file, where that should be seldom. */
export const longLogPages = 16_384

/** From so many pages on a commit of this SQLite connection copies the log itself. */
export async function autocheckpoint(db: Database, pages: number): Promise<void> {
  await sql.raw(`pragma wal_autocheckpoint = ${pages}`).execute(db)
}
