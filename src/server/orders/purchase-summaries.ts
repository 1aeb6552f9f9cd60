import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'

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

interface DayTotal {
  customerId: string
  orderedDay: number
  orders: number
  netFen: number
  lastOrderAt: number
}

/** The summary columns of one customer from the totals of the purchase days, earliest first. */
export function summariseDays(customerId: string, days: readonly DayTotal[]): PurchaseColumns {
  const first = days[0]
  const netSpendFen = days.reduce((sum, day) => sum + day.netFen, 0)
  return {
    customerId,
    orderCount: days.reduce((sum, day) => sum + day.orders, 0),
    purchaseDays: days.length,
    firstPurchaseDay: first?.orderedDay ?? null,
    lastPurchaseDay: days[days.length - 1]?.orderedDay ?? null,
    lastOrderAt: days.reduce<number | null>((latest, day) => Math.max(latest ?? 0, day.lastOrderAt), null),
    netSpendFen,
    repeatSpendFen: netSpendFen - (first?.netFen ?? 0),
  }
}

/**
 * Computes the purchase summary of these customers again from their orders and the daily totals of older ones, and raises their last activity to their
 * latest order. The caller holds their row locks.
 */
export async function refreshSummaries(
  trx: Database,
  customerIds: readonly string[],
  asOf: number,
): Promise<void> {
  if (customerIds.length === 0) return
  const purchases = trx
    .selectFrom('purchaseOrder')
    .where('customerId', 'in', customerIds)
    .where('status', '=', 'paid')
    .select(['customerId', 'orderedDay', 'netFen', 'orderedAt as lastOrderAt'])
    .select(sql<number>`1`.as('orders'))
    .unionAll(
      trx
        .selectFrom('agedPurchase')
        .where('customerId', 'in', customerIds)
        .select(['customerId', 'orderedDay', 'netFen', 'lastOrderAt', 'orders']),
    )
    .as('purchase')
  const days = await trx
    .selectFrom(purchases)
    .groupBy(['customerId', 'orderedDay'])
    .select((eb) => [
      'customerId',
      'orderedDay',
      eb.fn.sum<number>('orders').as('orders'),
      eb.fn.sum<number>('netFen').as('netFen'),
      eb.fn.max<number>('lastOrderAt').as('lastOrderAt'),
    ])
    .orderBy('orderedDay')
    .execute()
  const latest = await trx
    .selectFrom('purchaseOrder')
    .where('customerId', 'in', customerIds)
    .groupBy('customerId')
    .select((eb) => ['customerId', eb.fn.max<number>('orderedAt').as('at')])
    .execute()
  const daysOf = new Map<string, DayTotal[]>(customerIds.map((customerId) => [customerId, []]))
  for (const day of days) daysOf.get(day.customerId)?.push(day)
  const summaries = [...daysOf].map(([customerId, own]) => summariseDays(customerId, own))
  await writeSummaries(trx, summaries, asOf)
  await raiseActivity(trx, new Map(latest.map(({ customerId, at }) => [customerId, at])), asOf)
}

async function writeSummaries(
  trx: Database,
  summaries: readonly PurchaseColumns[],
  asOf: number,
): Promise<void> {
  const rows = summaries.map(
    (s) =>
      sql`(${s.customerId}, ${s.orderCount}, ${s.purchaseDays}, ${s.firstPurchaseDay}, ${s.lastPurchaseDay},
        ${s.lastOrderAt}, ${s.netSpendFen}, ${s.repeatSpendFen})`,
  )
  await sql`
    update customer set
      order_count = cast(v.column2 as integer),
      purchase_days = cast(v.column3 as integer),
      first_purchase_day = cast(v.column4 as integer),
      last_purchase_day = cast(v.column5 as integer),
      last_order_at = cast(v.column6 as bigint),
      net_spend_fen = cast(v.column7 as bigint),
      repeat_spend_fen = cast(v.column8 as bigint),
      updated_at = ${asOf}
    from (values ${sql.join(rows)}) as v
    where customer.customer_id = v.column1`.execute(trx)
}

/** Raises the last activity of customers, never beyond `asOf` and never back. */
export async function raiseActivity(
  trx: Database,
  latest: ReadonlyMap<string, number>,
  asOf: number,
): Promise<void> {
  if (latest.size === 0) return
  const rows = [...latest].map(([customerId, at]) => sql`(${customerId}, ${Math.min(at, asOf)})`)
  await sql`
    update customer set last_activity_at = cast(v.column2 as bigint)
    from (values ${sql.join(rows)}) as v
    where customer.customer_id = v.column1
      and coalesce(customer.last_activity_at, 0) < cast(v.column2 as bigint)`.execute(trx)
}
