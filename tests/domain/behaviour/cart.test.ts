import { describe, expect, it } from 'vitest'
import { cartOf } from '../../../src/domain/behaviour/cart.ts'
import type { ShopEvent } from '../../../src/domain/behaviour/shop-event.ts'
import { dayMs } from '../../../src/domain/calendar.ts'

const asOf = 1_800_000_000_000
const products = new Map(
  ['a', 'b', 'c'].map((sku) => [sku, { sku, name: sku, category: '面霜', priceFen: 9900 }]),
)
const event = (
  type: string,
  daysAgo: number,
  sku: string | null,
  quantity: number | null = null,
): ShopEvent => ({
  type,
  occurredAt: asOf - daysAgo * dayMs,
  sku,
  category: null,
  quantity,
  durationMs: null,
  device: null,
})
const lines = (events: ShopEvent[], orders: { orderedAt: number; skus: string[] }[] = []) =>
  cartOf(events, orders, products, asOf).lines.map(({ sku, quantity }) => [sku, quantity])

describe('cartOf', () => {
  it('adds and takes out, never below nothing, whatever order the events arrive in', () => {
    const events = [
      event('cart_remove', 1, 'a', 1),
      event('cart_add', 2, 'a', 3),
      event('cart_add', 2, 'b'),
      event('cart_remove', 1, 'b', 5),
    ]
    expect(lines(events)).toEqual([['a', 2]])
  })

  it.each([
    [14, [['a', 1]]],
    [14.01, []],
  ])('an addition %s days ago leaves %j', (daysAgo, expected) => {
    expect(lines([event('cart_add', daysAgo, 'a')])).toEqual(expected)
  })

  it('is cleared by an order of the product at or after the addition, not by one before it', () => {
    const events = [event('cart_add', 3, 'a'), event('cart_add', 1, 'b')]
    const orders = [{ orderedAt: asOf - 2 * dayMs, skus: ['a', 'b'] }]
    expect(lines(events, orders)).toEqual([['b', 1]])
  })

  it('remembers a checkout until an order follows', () => {
    const events = [event('checkout_start', 1, null)]
    expect(cartOf(events, [], products, asOf).checkoutStartedAt).toBe(asOf - dayMs)
    expect(cartOf(events, [{ orderedAt: asOf, skus: [] }], products, asOf).checkoutStartedAt).toBeNull()
    expect(cartOf([], [], products, asOf)).toEqual({ lines: [], changedAt: null, checkoutStartedAt: null })
  })
})
