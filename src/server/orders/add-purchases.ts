import type { Database } from '../db/connect.ts'
import { addToSummaries, type SummaryAddition } from './summary-writes.ts'

/** What a summary needs of an order. */
export interface AddedOrder {
  customerId: string
  status: string
  orderedDay: number
  orderedAt: number
  netFen: number
}

/** What new orders of one customer add to the summary; their activity is no later than `asOf`. */
export function additionOf(customerId: string, orders: readonly AddedOrder[], asOf: number): SummaryAddition {
  const addition: SummaryAddition = {
    customerId,
    orders: 0,
    days: 0,
    firstDay: null,
    lastDay: null,
    lastOrderAt: null,
    netFen: 0,
    firstDayFen: 0,
    activeAt: 0,
    updatedAt: asOf,
  }
  const days = new Set<number>()
  for (const { status, orderedDay, orderedAt, netFen } of orders) {
    addition.activeAt = Math.max(addition.activeAt, Math.min(orderedAt, asOf))
    if (status !== 'paid') continue
    days.add(orderedDay)
    addition.orders += 1
    addition.netFen += netFen
    addition.lastOrderAt = Math.max(addition.lastOrderAt ?? 0, orderedAt)
    addition.firstDay = Math.min(addition.firstDay ?? orderedDay, orderedDay)
    addition.lastDay = Math.max(addition.lastDay ?? orderedDay, orderedDay)
  }
  for (const { status, orderedDay, netFen } of orders)
    if (status === 'paid' && orderedDay === addition.firstDay) addition.firstDayFen += netFen
  return { ...addition, days: days.size }
}

/**
 * Adds new orders to the summaries of their customers without reading summary or older orders; answers the customers for
 * whom that was not possible, whose summaries stay as they were: one of their orders was paid on a day before the last purchase
 * day, where only all orders together tell whether that day is a new one. The caller holds the row locks.
 */
export async function addPurchases(
  trx: Database,
  orders: readonly AddedOrder[],
  asOf: number,
): Promise<string[]> {
  const ordersOf = new Map<string, AddedOrder[]>()
  for (const order of orders) {
    const own = ordersOf.get(order.customerId)
    if (own) own.push(order)
    else ordersOf.set(order.customerId, [order])
  }
  const additions = [...ordersOf].map(([customerId, own]) => additionOf(customerId, own, asOf))
  const { rows } = await addToSummaries(trx, additions)
  if (rows.length === additions.length) return []
  const done = new Set(rows.map(({ customerId }) => customerId))
  return [...ordersOf.keys()].filter((customerId) => !done.has(customerId))
}
