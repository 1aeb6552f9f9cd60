import { dayMs } from '../calendar.ts'
import type { CartLine } from '../customers/facts.ts'
import type { KnownProduct, PlacedOrder, ShopEvent } from './shop-event.ts'

/** A cart left alone longer than this is forgotten. */
export const cartLifeDays = 14

export interface Cart {
  lines: CartLine[]
  /** When something was last put in or taken out; null for an empty cart. */
  changedAt: number | null
  /** The latest checkout that no order followed; null if none within 14 days. */
  checkoutStartedAt: number | null
}

/**
 * What lies unpaid in the cart at `asOf`: additions less removals of the last 14 × 24 h, less everything that an order of
 * the same product at or after the addition took out. NBA-03, NBA-04.
 */
export function cartOf(
  events: readonly ShopEvent[],
  orders: readonly PlacedOrder[],
  products: ReadonlyMap<string, KnownProduct>,
  asOf: number,
): Cart {
  const recent = events
    .filter((event) => event.occurredAt <= asOf && asOf - event.occurredAt <= cartLifeDays * dayMs)
    .sort((a, b) => a.occurredAt - b.occurredAt)
  const lines = new Map<string, CartLine>()
  let changedAt: number | null = null
  for (const event of recent) {
    const product = event.sku === null ? undefined : products.get(event.sku)
    if (!product || (event.type !== 'cart_add' && event.type !== 'cart_remove')) continue
    const isOrderedSince = orders.some(
      (order) => order.orderedAt >= event.occurredAt && order.skus.includes(product.sku),
    )
    if (isOrderedSince) continue
    const { sku, name, category, priceFen } = product
    const change = (event.type === 'cart_add' ? 1 : -1) * (event.quantity ?? 1)
    const quantity = Math.max(0, (lines.get(sku)?.quantity ?? 0) + change)
    lines.set(sku, { sku, name, category, quantity, unitPriceFen: priceFen })
    changedAt = event.occurredAt
  }
  const left = [...lines.values()].filter((line) => line.quantity > 0)
  const checkout = recent.filter((event) => event.type === 'checkout_start').at(-1)?.occurredAt ?? null
  const isAnswered = checkout !== null && orders.some((order) => order.orderedAt >= checkout)
  return {
    lines: left,
    changedAt: left.length === 0 ? null : changedAt,
    checkoutStartedAt: isAnswered ? null : checkout,
  }
}
