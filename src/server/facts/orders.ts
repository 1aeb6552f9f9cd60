import type { PlacedOrder } from '../../domain/behaviour/shop-event.ts'
import { dayMs, localDay } from '../../domain/calendar.ts'
import type { LastOrder } from '../../domain/customers/facts.ts'

/** An unpaid order is worth a reminder for this long. */
const unpaidForMs = 3 * dayMs

/** What the facts read of a stored order; items as the shop sent them. */
export interface OrderRecord {
  orderId: string
  status: string
  orderedAt: number
  orderedDay: number
  netFen: number
  shippedAt: number | null
  deliveredAt: number | null
  itemsJson: string
  paidFen: number
  refundedFen: number
}

interface Item {
  sku: string
  name: string
  category?: string
  quantity: number
}

const parsed = new WeakMap<OrderRecord, readonly Item[]>()

/** Each order's items are asked for a few times. */
function itemsOf(order: OrderRecord): readonly Item[] {
  const known = parsed.get(order) ?? (JSON.parse(order.itemsJson) as Item[])
  parsed.set(order, known)
  return known
}

/** Orders that take things out of a cart: open or paid ones. */
export function placed(orders: readonly OrderRecord[]): PlacedOrder[] {
  return orders
    .filter((order) => order.status === 'paid' || order.status === 'created')
    .map((order) => ({ orderedAt: order.orderedAt, skus: itemsOf(order).map((item) => item.sku) }))
}

/** Local days since each product and each category was last bought. */
export function bought(
  orders: readonly OrderRecord[],
  asOf: number,
  timeZone: string,
): { boughtSkus: Record<string, number>; categoryBoughtDaysAgo: Record<string, number> } {
  const boughtSkus: Record<string, number> = {}
  const categoryBoughtDaysAgo: Record<string, number> = {}
  const today = localDay(asOf, timeZone)
  for (const order of orders) {
    if (order.status !== 'paid' || order.orderedAt > asOf) continue
    const daysAgo = today - localDay(order.orderedAt, timeZone)
    for (const { sku, category } of itemsOf(order)) {
      boughtSkus[sku] = Math.min(boughtSkus[sku] ?? Infinity, daysAgo)
      if (category === undefined) continue
      categoryBoughtDaysAgo[category] = Math.min(categoryBoughtDaysAgo[category] ?? Infinity, daysAgo)
    }
  }
  return { boughtSkus, categoryBoughtDaysAgo }
}

/** The latest order that was paid or refunded; `orders` come latest first. */
export function lastOrderOf(orders: readonly OrderRecord[]): LastOrder | null {
  const order = orders.find(({ status }) => status === 'paid' || status === 'refunded')
  if (!order) return null
  const { orderId, orderedAt, paidFen, refundedFen, shippedAt, deliveredAt } = order
  const status = order.status === 'refunded' ? 'refunded' : 'paid'
  const items = itemsOf(order)
  const itemNames = items.map(({ name }) => name)
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0)
  return { orderId, orderedAt, status, itemNames, pieces, paidFen, refundedFen, shippedAt, deliveredAt }
}

/** An order placed in the last three days and still unpaid, unless a later one was paid. */
export function unpaidOrderId(orders: readonly OrderRecord[], asOf: number): string | null {
  const latest = orders.find(({ status }) => status === 'paid' || status === 'created')
  if (!latest || latest.status !== 'created' || asOf - latest.orderedAt > unpaidForMs) return null
  return latest.orderId
}
