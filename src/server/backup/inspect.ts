import { connect, type Database, DatabaseUnusable, openSqlite } from '../db/connect.ts'
import { migrationNames } from '../db/migrate.ts'
import { BackupFailed } from './failure.ts'

export type SqliteFile = Awaited<ReturnType<typeof openSqlite>>
export type RowCounts = Record<string, number>

export function rowCounts(database: SqliteFile): RowCounts {
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'")
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map((table) => [
      table,
      database.prepare(`select count(*) from "${table}"`).pluck().get() as number,
    ]),
  )
}

/** One file without a log beside it, that can be read from anywhere. */
export function closeAlone(database: SqliteFile): void {
  database.pragma('journal_mode = delete')
  database.close()
}

export interface Inspected {
  rows: RowCounts
  /** Its schema is this release's. */
  isCurrent: boolean
}

/**
 * Whether this release made it; a store of an older one is brought up to date when it is served, one of a newer one can't be
 * read.
 */
function isOfThisRelease(file: string, database: SqliteFile): boolean {
  const isStore = database
    .prepare("select count(*) from sqlite_master where name in ('kysely_migration', 'wecom_event')")
    .pluck()
    .get()
  if (isStore !== 2) throw new BackupFailed(`${file}: is a SQLite database, but not a store of zhike`)
  const made = database.prepare('select name from kysely_migration').pluck().all() as string[]
  const unknown = made.filter((name) => !migrationNames.includes(name))
  if (unknown.length === 0) return made.length === migrationNames.length
  throw new BackupFailed(
    `${file}: was made by a newer release (${unknown.join(', ')}); install that release or a later one first`,
  )
}

/** Reads a whole copy, which must be nobody's but ours: throws unless it is sound and a store. */
export async function inspectCopy(copy: string, name: string): Promise<Inspected> {
  let database: SqliteFile
  try {
    database = await openSqlite(`file:${copy}`)
  } catch (error) {
    if (!(error instanceof DatabaseUnusable)) throw error
    throw new BackupFailed(`${name}: is not a SQLite database`, { cause: error })
  }
  try {
    const found = database.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new BackupFailed(`${name}: is damaged (${String(found)})`)
    const orphans = database.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) throw new BackupFailed(`${name}: ${orphans.length} rows point at nothing`)
    return { isCurrent: isOfThisRelease(name, database), rows: rowCounts(database) }
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT'))
      throw new BackupFailed(`${name}: is damaged`, { cause: error })
    throw error
  } finally {
    closeAlone(database)
  }
}

/** Works on a copy as the store that it is. */
export async function withCopy<T>(copy: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await connect(`file:${copy}`)
  try {
    return await work(db)
  } finally {
    await db.destroy()
    closeAlone(await openSqlite(`file:${copy}`))
  }
}
