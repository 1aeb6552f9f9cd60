import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import {
  CamelCasePlugin,
  Kysely,
  PostgresDialect,
  SqliteDialect,
  type SqliteDatabase as KyselySqlite,
} from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>

/** An address or a folder that can't be used; the message names it and says what to do. */
export class DatabaseUnusable extends Error {}

/** A host that answers nothing is given up after this. */
const connectMs = 10_000
const int8 = 20
const numeric = 1700

/** The only file that knows which engine runs. `file:PATH` or `file::memory:` is SQLite, `postgres://…` PostgreSQL. */
export async function connect(databaseUrl: string): Promise<Database> {
  const plugins = [new CamelCasePlugin()]
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    const types = new pg.TypeOverrides()
    types.setTypeParser(int8, Number)
    types.setTypeParser(numeric, Number)
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      types,
      max: 10,
      connectionTimeoutMillis: connectMs,
    })
    pool.on('error', () => undefined)
    return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins })
  }
  const database = await openSqlite(databaseUrl.replace(/^file:/, ''))
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: cached(database) }), plugins })
}

async function openSqlite(file: string): Promise<SqliteDatabase.Database> {
  try {
    if (file !== ':memory:') await mkdir(path.dirname(path.resolve(file)), { recursive: true })
    const database = new SqliteDatabase(file)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('busy_timeout = 5000')
    database.pragma('foreign_keys = ON')
    database.pragma('cache_size = -65536')
    return database
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    if ((cause as { code?: unknown }).code === 'SQLITE_NOTADB') {
      throw new DatabaseUnusable(
        `DATABASE_URL: ${path.resolve(file)} is not a SQLite database; choose another file`,
        {
          cause,
        },
      )
    }
    throw new DatabaseUnusable(
      `DATABASE_URL: cannot write ${path.resolve(file)} (${why}); choose a folder this user may write, e.g. file:./data/zhike.sqlite`,
      { cause },
    )
  }
}

/**
 * Statements are prepared once and reused. A transaction takes the write lock at its beginning, so that two processes on
 * one file wait for each other instead of failing in the middle.
 */
function cached(database: SqliteDatabase.Database): KyselySqlite {
  const statements = new Map<string, SqliteDatabase.Statement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const text = sql === 'begin' ? 'begin immediate' : sql
      const known = statements.get(text)
      if (known) return known as unknown as ReturnType<KyselySqlite['prepare']>
      const made = database.prepare(text)
      if (statements.size < 500) statements.set(text, made)
      return made as unknown as ReturnType<KyselySqlite['prepare']>
    },
  }
}

/** Whether an error says that a unique key exists already, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}
