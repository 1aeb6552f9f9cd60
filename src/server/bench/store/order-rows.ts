import type { Insertable } from 'kysely'
import { dayMs, hourMs } from '../../../domain/calendar.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import type { Schema } from '../../db/schema.ts'
import type { Basket } from './baskets.ts'
import { geometric, pickOne, wholeBetween } from './draws.ts'

export type BenchOrder = Insertable<Schema['purchaseOrder']>

/** The default store's clock: its zone has no summer time. */
const zoneMs = 8 * hourMs
const historyDays = 720
const buyersShare = 0.88
/** With the customers who never bought: ten orders for each customer. */
const meanRepeats = 10 / buyersShare - 1
const stayShare = 0.45
const cancelledShare = 0.03
const shippingFen = 800
const freeFromFen = 9900

export const localDayOf = (at: number) => Math.floor((at + zoneMs) / dayMs)
const noonOf = (day: number) => day * dayMs - zoneMs + 12 * hourMs

/** The days of the orders, earliest first: from a first day on, until the customer left or today. */
function orderDays(draw: Draw, today: number): number[] {
  if (draw() >= buyersShare) return []
  const count = 1 + geometric(draw, meanRepeats)
  const firstAgo = wholeBetween(draw, 1, historyDays)
  const lastAgo = draw() < stayShare ? 1 : wholeBetween(draw, 1, firstAgo)
  const days = [today - firstAgo]
  while (days.length < count) days.push(today - wholeBetween(draw, lastAgo, firstAgo))
  return days.sort((one, other) => one - other)
}

/** All orders of one customer, earliest first. */
export function orderRows(
  draw: Draw,
  customer: { index: number; customerId: string; advisorUserId: string },
  { baskets, asOf }: { baskets: readonly Basket[]; asOf: number },
): BenchOrder[] {
  const { customerId, advisorUserId } = customer
  const prefix = `B${String(customer.index).padStart(8, '0')}`
  return orderDays(draw, localDayOf(asOf)).map((orderedDay, place) => {
    const createdAt = noonOf(orderedDay) + wholeBetween(draw, -4 * 3600, 10 * 3600) * 1000
    const { itemsJson, merchandiseFen } = pickOne(draw, baskets)
    const isPaid = draw() >= cancelledShare
    const paidAt = isPaid ? createdAt + 60_000 : null
    const ship = isPaid && merchandiseFen < freeFromFen ? shippingFen : 0
    const orderId = `${prefix}-${String(place + 1).padStart(4, '0')}`
    return {
      orderId,
      customerId,
      advisorUserId,
      status: isPaid ? 'paid' : 'cancelled',
      createdAt,
      paidAt,
      shippedAt: isPaid ? createdAt + dayMs : null,
      deliveredAt: isPaid ? createdAt + 3 * dayMs : null,
      orderedAt: paidAt ?? createdAt,
      orderedDay: localDayOf(paidAt ?? createdAt),
      itemsJson,
      paidFen: isPaid ? merchandiseFen + ship : 0,
      refundedFen: 0,
      shippingFen: ship,
      netFen: isPaid ? merchandiseFen : 0,
      couponCode: null,
      rowHash: `bench-${orderId}`.padEnd(43, '_'),
    }
  })
}

/** The totals of the purchase days, earliest first. */
export function purchaseDays(orders: readonly BenchOrder[]) {
  const days = new Map<number, { orders: number; netFen: number; lastOrderAt: number }>()
  for (const { status, orderedDay, orderedAt, netFen } of orders) {
    if (status !== 'paid') continue
    const known = days.get(orderedDay)
    days.set(orderedDay, {
      orders: (known?.orders ?? 0) + 1,
      netFen: (known?.netFen ?? 0) + netFen,
      lastOrderAt: Math.max(known?.lastOrderAt ?? 0, orderedAt),
    })
  }
  return [...days].map(([orderedDay, total]) => ({ orderedDay, ...total }))
}
