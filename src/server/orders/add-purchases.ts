import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { type PurchaseColumns, type SummaryWrite, writeSummaries } from './summary-writes.ts'

/** What a summary needs of an order. */
export interface AddedOrder {
  customerId: string
  status: string
  orderedDay: number
  orderedAt: number
  netFen: number
}

/**
 * A summary with new orders added; null when one of them was paid on a day before the last purchase day, where only all
 * orders together tell whether that day is a new one.
 */
export function withOrders(summary: PurchaseColumns, orders: readonly AddedOrder[]): PurchaseColumns | null {
  const after = { ...summary }
  const paid = orders.filter(({ status }) => status === 'paid')
  for (const { orderedDay, orderedAt, netFen } of paid.sort((a, b) => a.orderedDay - b.orderedDay)) {
    if (after.lastPurchaseDay !== null && orderedDay < after.lastPurchaseDay) return null
    after.firstPurchaseDay ??= orderedDay
    if (orderedDay !== after.lastPurchaseDay) after.purchaseDays += 1
    if (orderedDay !== after.firstPurchaseDay) after.repeatSpendFen += netFen
    after.lastPurchaseDay = orderedDay
    after.lastOrderAt = Math.max(after.lastOrderAt ?? 0, orderedAt)
    after.orderCount += 1
    after.netSpendFen += netFen
  }
  return after
}

const none: Omit<PurchaseColumns, 'customerId'> = {
  orderCount: 0,
  purchaseDays: 0,
  firstPurchaseDay: null,
  lastPurchaseDay: null,
  lastOrderAt: null,
  netSpendFen: 0,
  repeatSpendFen: 0,
}

async function summariesOf(trx: Database, customerIds: readonly string[]): Promise<PurchaseColumns[]> {
  if (customerIds.length === 0) return []
  return trx
    .selectFrom('customer')
    .select(['customerId', 'orderCount', 'purchaseDays', 'firstPurchaseDay', 'lastPurchaseDay'])
    .select(['lastOrderAt', 'netSpendFen', 'repeatSpendFen'])
    .where('customerId', 'in', padded(customerIds))
    .execute()
}

/**
 * Adds new orders to the summaries of their customers without reading older orders again; answers the customers for whom
 * that was not possible, whose summaries stay as they were. The caller holds the row locks.
 */
export async function addPurchases(
  trx: Database,
  orders: readonly AddedOrder[],
  /** Customers made in this transaction, whose summaries are known to be empty. */
  newIds: ReadonlySet<string>,
  asOf: number,
): Promise<string[]> {
  const ordersOf = new Map<string, AddedOrder[]>()
  for (const order of orders) {
    const own = ordersOf.get(order.customerId)
    if (own) own.push(order)
    else ordersOf.set(order.customerId, [order])
  }
  const ids = [...ordersOf.keys()]
  const empty = ids.filter((id) => newIds.has(id)).map((customerId) => ({ customerId, ...none }))
  const stored = await summariesOf(
    trx,
    ids.filter((id) => !newIds.has(id)),
  )
  const left = new Set(ordersOf.keys())
  const writes: SummaryWrite[] = []
  for (const summary of [...empty, ...stored]) {
    const own = ordersOf.get(summary.customerId) ?? []
    const after = withOrders(summary, own)
    if (after === null) continue
    left.delete(summary.customerId)
    const latestAt = own.reduce((at, { orderedAt }) => Math.max(at, orderedAt), summary.lastOrderAt ?? 0)
    writes.push({ ...after, activeAt: Math.min(latestAt, asOf), updatedAt: asOf })
  }
  await writeSummaries(trx, writes)
  return [...left]
}
