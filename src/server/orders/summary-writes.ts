import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { rowsStatement } from '../db/rows-statement.ts'

export interface PurchaseColumns {
  customerId: string
  orderCount: number
  purchaseDays: number
  firstPurchaseDay: number | null
  lastPurchaseDay: number | null
  lastOrderAt: number | null
  netSpendFen: number
  repeatSpendFen: number
}

/** A summary with the latest order of any kind, which counts as activity. */
export interface SummaryWrite extends PurchaseColumns {
  activeAt: number | null
  updatedAt: number
}

const summaryColumns = [
  'customerId',
  'orderCount',
  'purchaseDays',
  'firstPurchaseDay',
  'lastPurchaseDay',
  'lastOrderAt',
  'netSpendFen',
  'repeatSpendFen',
  'activeAt',
  'updatedAt',
] as const satisfies (keyof SummaryWrite)[]

const valuesOf = <R extends object>(rows: readonly R[], columns: readonly (keyof R)[]) =>
  sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`))

/** Stores summaries; activity is raised, never taken back. */
export const writeSummaries = rowsStatement<SummaryWrite>(summaryColumns, (db, rows) =>
  sql`
    update customer set
      order_count = cast(v.column2 as integer),
      purchase_days = cast(v.column3 as integer),
      first_purchase_day = cast(v.column4 as integer),
      last_purchase_day = cast(v.column5 as integer),
      last_order_at = cast(v.column6 as bigint),
      net_spend_fen = cast(v.column7 as bigint),
      repeat_spend_fen = cast(v.column8 as bigint),
      last_activity_at = case
        when coalesce(customer.last_activity_at, 0) < cast(v.column9 as bigint) then cast(v.column9 as bigint)
        else customer.last_activity_at end,
      updated_at = cast(v.column10 as bigint)
    from (values ${valuesOf(rows, summaryColumns)}) as v
    where customer.customer_id = v.column1`.compile(db),
)

interface Activity {
  customerId: string
  at: number
}

const writeActivity = rowsStatement<Activity>(['customerId', 'at'], (db, rows) =>
  sql`
    update customer set last_activity_at = cast(v.column2 as bigint)
    from (values ${valuesOf(rows, ['customerId', 'at'])}) as v
    where customer.customer_id = v.column1
      and coalesce(customer.last_activity_at, 0) < cast(v.column2 as bigint)`.compile(db),
)

/** Raises the last activity of customers, never beyond `asOf` and never back. */
export async function raiseActivity(
  trx: Database,
  latest: ReadonlyMap<string, number>,
  asOf: number,
): Promise<void> {
  await writeActivity(
    trx,
    [...latest].map(([customerId, at]) => ({ customerId, at: Math.min(at, asOf) })),
  )
}
