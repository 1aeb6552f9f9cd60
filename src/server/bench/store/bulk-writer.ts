import { type Insertable, sql } from 'kysely'
import { connect, isSqlite, openSqlite } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'

type Row = Record<string, unknown>

/** What waits until it fills its statement. */
interface Waiting {
  columns: string[]
  insert: { run: (values: unknown[]) => unknown }
  values: unknown[]
}

/** Writes rows of many tables as fast as the engine takes them; nothing is safe before `close`. */
export interface BulkWriter {
  add: <Table extends keyof Schema>(table: Table, row: Insertable<Schema[Table]>) => void
  /** To be awaited from time to time: writes what waits. */
  flush: () => Promise<void>
  /** Writes the rest and builds the indexes that were left out. */
  close: () => Promise<void>
}

/** Indexes of these are built after the load: millions of rows in no order of theirs. */
const late = [
  'purchase_order',
  'shop_event',
  'customer',
  'touch',
  'touch_bubble',
  'coupon',
  'follow',
  'ledger_entry',
  'audit',
  'order_credit',
]
const rowsInTransaction = 500_000
/** The sorting of an index takes as much again; more of it spares next to nothing. */
const cacheKb = 131_072
const rowsInStatement = 5000
/** So many rows of SQLite go in one statement: each run of one has its price. */
const rowsTogether = 20

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A writer into an empty, migrated database that nobody else has open. */
export function openBulkWriter(databaseUrl: string): Promise<BulkWriter> {
  return isSqlite(databaseUrl) ? sqliteWriter(databaseUrl) : postgresWriter(databaseUrl)
}

async function sqliteWriter(databaseUrl: string): Promise<BulkWriter> {
  const database = await openSqlite(databaseUrl)
  for (const setting of ['journal_mode = delete', 'journal_mode = off', 'synchronous = off'])
    database.pragma(setting)
  database.pragma(`cache_size = -${cacheKb}`)
  // Indexes are sorted beside the thread that reads the rows.
  database.pragma('threads = 2')
  const indexes = database
    .prepare<[string], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'index' and sql is not null
       and tbl_name in (select value from json_each(?))`,
    )
    .all(JSON.stringify(late))
  for (const { name } of indexes) database.exec(`drop index "${name}"`)
  const waiting = new Map<string, Waiting>()
  let inTransaction = 0

  function insertOf(table: string, columns: readonly string[], rows: number) {
    const names = columns.map((column) => `"${snake(column)}"`).join(', ')
    const row = `(${columns.map(() => '?').join(', ')})`
    const text = `insert into "${snake(table)}" (${names}) values ${Array(rows).fill(row).join(', ')}`
    return database.prepare<unknown[]>(text)
  }

  function firstOf(table: string, columns: string[]): Waiting {
    const first = { columns, insert: insertOf(table, columns, rowsTogether), values: [] }
    waiting.set(table, first)
    return first
  }

  /** Writes what does not fill a statement of its own. */
  function writeRest(): void {
    for (const [table, { columns, values }] of waiting) {
      const rows = values.length / columns.length
      if (rows > 0) insertOf(table, columns, rows).run(values)
      values.length = 0
    }
  }

  database.exec('begin')
  return {
    add(table, row) {
      const { columns, insert, values } = waiting.get(table) ?? firstOf(table, Object.keys(row))
      for (const column of columns) values.push((row as Row)[column])
      if (values.length < rowsTogether * columns.length) return
      insert.run(values)
      values.length = 0
      inTransaction += rowsTogether
    },
    async flush() {
      if (inTransaction < rowsInTransaction) return
      database.exec('commit; begin')
      inTransaction = 0
    },
    async close() {
      writeRest()
      database.exec('commit')
      for (const { sql: text } of indexes) database.exec(text)
      database.pragma('synchronous = full')
      database.pragma('journal_mode = wal')
      database.close()
    },
  }
}

async function postgresWriter(databaseUrl: string): Promise<BulkWriter> {
  const db = await connect(databaseUrl)
  let waiting = new Map<string, Row[]>()
  let count = 0

  async function write(): Promise<void> {
    const tables = waiting
    waiting = new Map()
    count = 0
    for (const [table, rows] of tables) {
      const name = sql.table(table)
      const json = JSON.stringify(rows)
      await sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${json}::json)`.execute(
        db,
      )
    }
  }

  return {
    add(table, row) {
      const known = waiting.get(table)
      const snaked = Object.fromEntries(Object.entries(row).map(([column, value]) => [snake(column), value]))
      if (known) known.push(snaked)
      else waiting.set(table, [snaked])
      count += 1
    },
    flush: async () => (count < rowsInStatement ? undefined : write()),
    async close() {
      await write()
      await db.destroy()
    },
  }
}
