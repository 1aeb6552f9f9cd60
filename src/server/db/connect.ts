import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, type LogEvent, PostgresAdapter, PostgresDialect } from 'kysely'
import pg from 'pg'
import { withAfterCommit } from './after-commit.ts'
import { columnNames, withColumnNames } from './dialect/column-names.ts'
import { cachedStatements } from './dialect/cached-statements.ts'
import { PatientSqliteDialect } from './patient-sqlite.ts'
import type { OpenAsker } from './postgres/driver.ts'
import { endSilentConnections } from './postgres/silent-connections.ts'
import { keepReader, Reader, type StatementLog } from './reader.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>

/** An address or a folder that can't be used; the message names it and says what to do. */
export class DatabaseUnusable extends Error {}

/** A host that answers nothing is given up after this. */
const connectMs = 10_000
/** Often enough for what forgets connections at rest. */
const keepAliveMs = 30_000
/** Pages that each SQLite handle keeps; the system's own cache holds the file. */
const writerCacheKb = 8192
const readerCacheKb = 16_384
const int8 = 20
const numeric = 1700

export function isSqlite(databaseUrl: string): boolean {
  return !/^postgres(ql)?:\/\//.test(databaseUrl)
}

/** Where a SQLite database lies; null of one in memory and of PostgreSQL. */
export function sqliteFile(databaseUrl: string): string | null {
  if (!isSqlite(databaseUrl)) return null
  const file = databaseUrl.replace(/^file:/, '')
  return file === ':memory:' ? null : path.resolve(file)
}

export type Engine = 'sqlite' | 'postgres'

/** The engine that runs behind a connection: for migrations whose text differs. */
export function engineOf<S>(db: Kysely<S>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}

/** The only file that knows which engine runs. `file:PATH` or `file::memory:` is SQLite, `postgres://…` PostgreSQL. */
export async function connect(databaseUrl: string, { log }: { log?: StatementLog } = {}): Promise<Database> {
  const shared = log ? { log: ({ query }: LogEvent) => log(query.sql, query.parameters) } : {}
  if (!isSqlite(databaseUrl)) {
    const dialect = withColumnNames(new PostgresDialect({ pool: openPostgres(databaseUrl) }), 'postgres')
    return withAfterCommit(new Kysely<Schema>({ ...dialect, ...shared }))
  }
  const database = await openSqlite(databaseUrl)
  // The dialect waits for locks: waiting in here would stop the whole process.
  database.pragma('busy_timeout = 0')
  const reader = database.memory ? null : new Reader(openReader(database.name), columnNames, log)
  const patient = new PatientSqliteDialect(
    { database: cachedStatements(database) },
    () => database.inTransaction,
  )
  const db = withAfterCommit(new Kysely<Schema>({ ...withColumnNames(patient, 'sqlite'), ...shared }))
  if (reader) keepReader(db, reader)
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    // The one that writes goes last: it clears the write-ahead log away.
    reader?.close()
    await destroy()
    // A driver that was never asked closes nothing.
    database.close()
  }
  return db
}

/** Opens connections beside the pool, to ask after those in it. */
export function askerOf(connectionString: string): OpenAsker {
  return (askMs) => {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: askMs, query_timeout: askMs })
    client.on('error', () => undefined)
    return {
      client,
      connect: () => client.connect(),
      rows: async (text, values) => (await client.query(text, values)).rows,
      end: () => client.end(),
    }
  }
}

/** The connections themselves, without a query builder. */
export function openPostgres(databaseUrl: string, { connections = 10 } = {}): pg.Pool {
  const types = new pg.TypeOverrides()
  types.setTypeParser(int8, Number)
  types.setTypeParser(numeric, Number)
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    types,
    max: connections,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
  })
  endSilentConnections(pool, askerOf(databaseUrl))
  // A connection that breaks tells it twice: its query fails, and an event that nobody heard would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** A handle for reads beside the one that writes. */
function openReader(file: string): SqliteDatabase.Database {
  const database = new SqliteDatabase(file, { readonly: true })
  database.pragma(`cache_size = -${readerCacheKb}`)
  database.pragma('busy_timeout = 0')
  return database
}

/** The file itself, without a query builder: what the bench loads and measures with. */
export async function openSqlite(databaseUrl: string): Promise<SqliteDatabase.Database> {
  const file = sqliteFile(databaseUrl) ?? ':memory:'
  try {
    if (file !== ':memory:') await mkdir(path.dirname(file), { recursive: true })
    const database = new SqliteDatabase(file)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`cache_size = -${writerCacheKb}`)
    database.pragma('busy_timeout = 5000')
    return database
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    if ((cause as { code?: unknown }).code === 'SQLITE_NOTADB') {
      throw new DatabaseUnusable(`DATABASE_URL: ${file} is not a SQLite database; choose another file`, {
        cause,
      })
    }
    throw new DatabaseUnusable(
      `DATABASE_URL: cannot write ${file} (${why}); choose a folder this user may write, e.g. file:./data/zhike.sqlite`,
      { cause },
    )
  }
}

/** Whether an error says that a unique key exists already, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}
