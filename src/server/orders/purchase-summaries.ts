import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { type PurchaseColumns, writeSummaries } from './summary-writes.ts'

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
  const ids = padded(customerIds)
  const purchases = trx
    .selectFrom('purchaseOrder')
    .where('customerId', 'in', ids)
    .where('status', '=', 'paid')
    .select(['customerId', 'orderedDay', 'netFen', 'orderedAt as lastOrderAt'])
    .select(sql<number>`1`.as('orders'))
    .unionAll(
      trx
        .selectFrom('agedPurchase')
        .where('customerId', 'in', ids)
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
    .where('customerId', 'in', ids)
    .groupBy('customerId')
    .select((eb) => ['customerId', eb.fn.max<number>('orderedAt').as('at')])
    .execute()
  const daysOf = new Map<string, DayTotal[]>(customerIds.map((customerId) => [customerId, []]))
  for (const day of days) daysOf.get(day.customerId)?.push(day)
  const activeAt = new Map(latest.map(({ customerId, at }) => [customerId, Math.min(at, asOf)]))
  const summaries = [...daysOf].map(([customerId, own]) => ({
    ...summariseDays(customerId, own),
    activeAt: activeAt.get(customerId) ?? null,
    updatedAt: asOf,
  }))
  await writeSummaries(trx, summaries)
}
