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

/** What new orders of a customer add to a summary. Days and times are those of the paid ones; null where none is. */
export interface SummaryAddition {
  customerId: string
  orders: number
  days: number
  firstDay: number | null
  lastDay: number | null
  lastOrderAt: number | null
  netFen: number
  /** Of `netFen`, what was paid on the first day. */
  firstDayFen: number
  /** The latest order of any kind, no later than `updatedAt`. */
  activeAt: number
  updatedAt: number
}

const additionColumns = [
  'customerId',
  'orders',
  'days',
  'firstDay',
  'lastDay',
  'lastOrderAt',
  'netFen',
  'firstDayFen',
  'activeAt',
  'updatedAt',
] as const satisfies (keyof SummaryAddition)[]

/** An order of the future that was stored before counts as activity up to now. */
const latestActivity = sql`
  case when coalesce(customer.last_order_at, 0) <= v.active_at then v.active_at
    when customer.last_order_at < v.updated_at then customer.last_order_at else v.updated_at end`

/** Adds to summaries where no purchase is before the last purchase day; answers whose. */
export const addToSummaries = rowsStatement<SummaryAddition, { customerId: string }>(
  additionColumns,
  (db, rows) =>
    sql`
    update customer set
      order_count = customer.order_count + v.orders,
      purchase_days = customer.purchase_days + v.days
        - case when v.first_day = customer.last_purchase_day then 1 else 0 end,
      first_purchase_day = coalesce(customer.first_purchase_day, v.first_day),
      last_purchase_day = coalesce(v.last_day, customer.last_purchase_day),
      last_order_at = case
        when coalesce(customer.last_order_at, 0) < v.last_order_at then v.last_order_at
        else customer.last_order_at end,
      net_spend_fen = customer.net_spend_fen + v.net_fen,
      repeat_spend_fen = customer.repeat_spend_fen + v.net_fen
        - case when coalesce(customer.first_purchase_day, v.first_day) = v.first_day then v.first_day_fen else 0 end,
      last_activity_at = case
        when coalesce(customer.last_activity_at, 0) < ${latestActivity} then ${latestActivity}
        else customer.last_activity_at end,
      updated_at = v.updated_at
    from (select column1 as customer_id, cast(column2 as integer) as orders, cast(column3 as integer) as days,
      cast(column4 as integer) as first_day, cast(column5 as integer) as last_day,
      cast(column6 as bigint) as last_order_at, cast(column7 as bigint) as net_fen,
      cast(column8 as bigint) as first_day_fen, cast(column9 as bigint) as active_at,
      cast(column10 as bigint) as updated_at
      from (values ${valuesOf(rows, additionColumns)}) as given) as v
    where customer.customer_id = v.customer_id
      and (v.first_day is null or customer.last_purchase_day is null or customer.last_purchase_day <= v.first_day)
    returning customer.customer_id`.compile(db),
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
