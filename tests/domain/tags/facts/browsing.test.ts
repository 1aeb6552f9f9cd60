import { describe, expect, it } from 'vitest'
import type { ShopEvent } from '../../../../src/domain/behaviour/shop-event.ts'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { browsingOf, noBrowsing } from '../../../../src/domain/tags/facts/browsing.ts'
import { asOf } from '../../customers/sample-facts.ts'

const products = new Map([
  ['S1', { sku: 'S1', name: '玫瑰精华', category: '精华', priceFen: 39_900 }],
  ['S2', { sku: 'S2', name: '黄金面霜', category: '面霜', priceFen: 80_000 }],
])
const event = (changes: Partial<ShopEvent>): ShopEvent => ({
  type: 'view',
  occurredAt: asOf,
  sku: 'S1',
  category: null,
  quantity: null,
  durationMs: null,
  device: null,
  ...changes,
})
const from = (...events: Partial<ShopEvent>[]) => browsingOf(events.map(event), products, asOf)

describe('browsing', () => {
  it('finds nothing in nothing', () => {
    expect(from()).toEqual(noBrowsing)
  })

  it.each([
    [0, 1],
    [30 * dayMs, 1],
    [30 * dayMs + 1, undefined],
    [-1, undefined],
  ])('counts a view %i ms ago as %s (TAG-05)', (age, views) => {
    expect(from({ occurredAt: asOf - age }).categories.get('精华')?.views30d).toBe(views)
  })

  it.each([
    [14 * dayMs, 'iPhone', 200_000],
    [14 * dayMs + 1, 'iPhone', undefined],
    [0, 'Android', 200_000],
    [0, 'PC', undefined],
    [0, null, undefined],
  ])('a dwell %i ms ago on %s is a phone dwell of %s ms (TAG-06)', (age, device, ms) => {
    const dwell = { type: 'dwell', occurredAt: asOf - age, device, durationMs: 200_000 }
    expect(from(dwell).phoneDwell?.ms).toBe(ms)
  })

  it('keeps the longest phone dwell, the dearest product and the latest look of each category', () => {
    const browsing = from(
      { type: 'dwell', occurredAt: asOf - 2 * dayMs, device: 'iPhone', durationMs: 300_000 },
      { type: 'dwell', occurredAt: asOf - dayMs, device: 'iPhone', durationMs: 200_000 },
      { sku: 'S2', occurredAt: asOf - 3 * dayMs, device: 'PC' },
    )
    expect(browsing).toMatchObject({
      device: 'ios',
      longestDwellMs: 300_000,
      phoneDwell: { ms: 300_000, productName: '玫瑰精华', at: asOf - 2 * dayMs },
      dearest: { priceFen: 80_000, at: asOf - 3 * dayMs },
    })
    expect(browsing.categories.get('精华')).toMatchObject({ views30d: 0, lastViewedAt: asOf - dayMs })
  })

  it('counts shares and interactions (TAG-11), and views of products that are gone by their category', () => {
    expect(from({ type: 'share' }, { type: 'interact' }, { type: 'checkin' })).toMatchObject({
      shares30d: 1,
      interactions30d: 2,
    })
    expect(from({ sku: 'gone' }).categories.size).toBe(0)
    expect(from({ sku: 'gone', category: '口红' }).categories.get('口红')?.views30d).toBe(1)
  })
})
