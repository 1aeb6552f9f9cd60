import { sql } from 'kysely'
import type { Database } from '../../../../src/server/db/connect.ts'
import { ownedTables } from '../../../../src/server/identity/merge.ts'

type Row = Record<string, unknown>
type Column = { name: string; type: string }

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

async function isPostgres(db: Database): Promise<boolean> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db).catch(() => ({
    rows: [],
  }))
  return rows.length > 0
}

export async function columnsOf(db: Database, table: string): Promise<Column[]> {
  const { rows } = (await isPostgres(db))
    ? await sql<Column>`select column_name as name, data_type as type from information_schema.columns
        where table_schema = 'public' and table_name = ${snake(table)} order by column_name`.execute(db)
    : await sql<Column>`select name, type from pragma_table_info(${snake(table)}) order by name`.execute(db)
  return rows.map(({ name, type }) => ({ name: camel(name), type }))
}

export async function tableNames(db: Database): Promise<string[]> {
  const { rows } = (await isPostgres(db))
    ? await sql<{
        name: string
      }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
    : await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
  return rows.map(({ name }) => camel(name)).filter((name) => !/^(kysely|sqlite)/i.test(name))
}

/** Values that code reads by meaning; every other text is one of its own, so that no two rows are equal. */
const meant: Record<string, unknown> = {
  status: 'paid',
  state: 'redeemed',
  kind: 'phone',
  outcome: 'flagged',
  override: null,
}

function valueOf({ name, type }: Column, mark: string, number: number): unknown {
  if (name in meant) return meant[name]
  if (name.endsWith('Json')) return '[]'
  return /text|char/i.test(type) ? `${mark}-${name}` : number
}

let made = 0

/** A row of every table that belongs to customers, `counts[place]` of them for each of the customers. */
export async function fillTables(db: Database, customerIds: readonly string[], counts: readonly number[]) {
  for (const [place, [table, id]] of ownedTables.entries()) {
    if (table === 'orderCredit') continue
    const columns = await columnsOf(db, table)
    for (const [index, customerId] of customerIds.entries()) {
      const wanted = counts[(place + index * 7) % counts.length] ?? 1
      for (let row = 0; row < wanted; row += 1) {
        made += 1
        const mark = `${table}-${made}`
        const values: Row = Object.fromEntries(
          columns.map((column) => [column.name, valueOf(column, mark, made)]),
        )
        await db
          .insertInto(table)
          .values({ ...values, customerId, [id]: mark } as never)
          .execute()
        if (table === 'coupon') await spend(db, customerId, mark, made)
      }
    }
  }
}

async function spend(db: Database, customerId: string, couponId: string, amountFen: number): Promise<void> {
  const scope = { scope: 'customer', scopeId: customerId }
  await db
    .insertInto('ledgerEntry')
    .values({ entryId: `${couponId}-r`, couponId, ...scope, kind: 'reserve', amountFen, at: amountFen })
    .execute()
  for (const periodKey of [`month-${amountFen % 2}`, 'total'])
    await db
      .insertInto('budgetUse')
      .values({ ...scope, periodKey, usedFen: amountFen })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'scopeId', 'periodKey'])
          .doUpdateSet((eb) => ({ usedFen: eb('budgetUse.usedFen', '+', amountFen) })),
      )
      .execute()
}

/** What moves by itself with every lock or computation, or is the record of what was done. */
const leftOut: Record<string, string[]> = {
  customer: ['updatedAt', 'lockVersion'],
  orderCredit: ['computedAt'],
}
const records = ['audit', 'identityMerge']

/** Every row of every table, as comparable text. */
export async function snapshot(db: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  for (const table of await tableNames(db)) {
    if (records.includes(table)) continue
    const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db)
    const hidden = leftOut[table] ?? []
    tables[table] = rows
      .map((row) =>
        JSON.stringify(
          Object.entries(row)
            .filter(([column]) => !hidden.includes(column))
            .sort(([one], [other]) => (one < other ? -1 : 1)),
        ),
      )
      .sort()
  }
  return tables
}
