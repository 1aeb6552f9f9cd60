import type { Insertable } from 'kysely'
import { dayMs, hourMs } from '../../../domain/calendar.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import type { Schema } from '../../db/schema.ts'
import { type Baskets, drawBasket } from './baskets.ts'
import { drawBuyer } from './buying.ts'
import { wholeBetween } from './draws.ts'

export type BenchOrder = Insertable<Schema['purchaseOrder']> & { couponCode: string | null }

/** The default store's clock: its zone has no summer time. */
const zoneMs = 8 * hourMs
const cancelledShare = 0.03
const shippingFen = 800
const freeFromFen = 9900

export const localDayOf = (at: number) => Math.floor((at + zoneMs) / dayMs)
const noonOf = (day: number) => day * dayMs - zoneMs + 12 * hourMs

/** All orders of one customer, earliest first. */
export function orderRows(
  draw: Draw,
  customer: { index: number; customerId: string; advisorUserId: string },
  { baskets, asOf }: { baskets: Baskets; asOf: number },
): BenchOrder[] {
  const { customerId, advisorUserId } = customer
  const prefix = `B${String(customer.index).padStart(8, '0')}`
  const today = localDayOf(asOf)
  const { daysAgo, valueRate } = drawBuyer(draw)
  return daysAgo.map((ago, place) => {
    const orderedDay = today - ago
    const createdAt = noonOf(orderedDay) + wholeBetween(draw, -4 * 3600, 10 * 3600) * 1000
    const { itemsJson, merchandiseFen } = drawBasket(draw, baskets, valueRate)
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
