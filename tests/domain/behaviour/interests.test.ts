import { describe, expect, it } from 'vitest'
import { categoryViews, interestsOf } from '../../../src/domain/behaviour/interests.ts'
import type { ShopEvent } from '../../../src/domain/behaviour/shop-event.ts'
import { dayMs } from '../../../src/domain/calendar.ts'

const asOf = 1_800_000_000_000
const products = new Map(
  ['a', 'b'].map((sku) => [sku, { sku, name: `商品${sku}`, category: '精华', priceFen: 100 }]),
)
const event = (type: string, daysAgo: number, over: Partial<ShopEvent> = {}): ShopEvent => ({
  type,
  occurredAt: asOf - daysAgo * dayMs,
  sku: 'a',
  category: null,
  quantity: null,
  durationMs: null,
  device: null,
  ...over,
})

describe('interestsOf', () => {
  it.each([
    [7, 1, 1],
    [7.01, 0, 1],
    [30, 0, 1],
  ])('a view %s days ago counts %s in 7 and %s in 30 days', (daysAgo, views7d, views30d) => {
    expect(interestsOf([event('view', daysAgo)], products, asOf)[0]).toMatchObject({ views7d, views30d })
  })

  it('forgets views beyond 30 days, those still to come, unknown products and other events', () => {
    const none = [event('view', 30.01), event('view', -1), event('view', 1, { sku: 'z' }), event('share', 1)]
    expect(interestsOf(none, products, asOf)).toEqual([])
  })

  it('keeps the longest dwell and puts the most recent product first', () => {
    const events = [
      event('dwell', 2, { durationMs: 90_000 }),
      event('dwell', 1.5, { durationMs: 30_000 }),
      event('view', 1, { sku: 'b' }),
    ]
    const [first, second] = interestsOf(events, products, asOf)
    expect(first).toMatchObject({ sku: 'b', views30d: 1 })
    expect(second).toMatchObject({ sku: 'a', views30d: 0, longestDwellMs: 90_000 })
  })
})

describe('categoryViews', () => {
  it('counts by the event’s category, else its product’s, inside the window only', () => {
    const events = [
      event('view', 14),
      event('view', 14.01),
      event('view', 1, { sku: null, category: '面霜' }),
      event('view', 1, { sku: null }),
    ]
    expect(categoryViews(events, products, asOf, 14)).toEqual({ 精华: 1, 面霜: 1 })
  })
})
