import { type Insertable, sql } from 'kysely'
import { connect, isSqlite, openSqlite } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'

type Row = Record<string, unknown>

/** Writes rows of many tables as fast as the engine takes them; nothing is safe before `close`. */
export interface BulkWriter {
  add: <Table extends keyof Schema>(table: Table, row: Insertable<Schema[Table]>) => void
  /** To be awaited from time to time: writes what waits. */
  flush: () => Promise<void>
  /** Writes the rest and builds the indexes that were left out. */
  close: () => Promise<void>
}

/** Indexes of these are built after the load: millions of rows in no order of theirs. */
const late = ['purchase_order', 'shop_event', 'customer', 'touch', 'touch_bubble', 'coupon', 'follow']
const rowsInTransaction = 500_000
const rowsInStatement = 5000

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A writer into an empty, migrated database that nobody else has open. */
export function openBulkWriter(databaseUrl: string): Promise<BulkWriter> {
  return isSqlite(databaseUrl) ? sqliteWriter(databaseUrl) : postgresWriter(databaseUrl)
}

async function sqliteWriter(databaseUrl: string): Promise<BulkWriter> {
  const database = await openSqlite(databaseUrl)
  for (const setting of ['journal_mode = delete', 'journal_mode = off', 'synchronous = off'])
    database.pragma(setting)
  database.pragma('cache_size = -524288')
  const indexes = database
    .prepare<[string], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'index' and sql is not null
       and tbl_name in (select value from json_each(?))`,
    )
    .all(JSON.stringify(late))
  for (const { name } of indexes) database.exec(`drop index "${name}"`)
  const writers = new Map<string, (row: Row) => void>()
  let inTransaction = 0

  function writerOf(table: string, columns: string[]): (row: Row) => void {
    const names = columns.map((column) => `"${snake(column)}"`).join(', ')
    const places = columns.map(() => '?').join(', ')
    const statement = database.prepare(`insert into "${snake(table)}" (${names}) values (${places})`)
    return (row) => statement.run(columns.map((column) => row[column]))
  }

  database.exec('begin')
  return {
    add(table, row) {
      let write = writers.get(table)
      if (!write) writers.set(table, (write = writerOf(table, Object.keys(row))))
      write(row as Row)
      inTransaction += 1
    },
    async flush() {
      if (inTransaction < rowsInTransaction) return
      database.exec('commit; begin')
      inTransaction = 0
    },
    async close() {
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
