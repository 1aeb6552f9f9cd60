import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { categoryFacts, customerFacts } from '../../../../src/domain/tags/rules/fact-kinds.ts'
import { asOf, sampleRfm } from '../../customers/sample-facts.ts'
import { sampleTagFacts, seen } from '../sample-tag-facts.ts'

const line = { sku: 'S1', name: '玫瑰精华', category: '精华', quantity: 2, unitPriceFen: 39_900 }

describe('tag facts', () => {
  it('has a value or null for every fact that rules may name', () => {
    const facts = sampleTagFacts({}, { categories: seen('精华', 1) })
    expect(Object.keys(facts.customer).sort()).toEqual(Object.keys(customerFacts).sort())
    expect(Object.keys(facts.categories.get('精华') ?? {})).toEqual(
      expect.arrayContaining(Object.keys(categoryFacts)),
    )
    expect(Object.values(facts.customer)).not.toContain(undefined)
  })

  it('is unknown where there are no orders and no estimate', () => {
    const { customer } = sampleTagFacts({ orderCount: 0, averageOrderFen: 0 })
    expect(customer).toMatchObject({ averageOrderFen: null, rfmSegment: null, phoneDwellMs: null })
  })

  it('counts a cart in pieces and local days; an empty one has no age', () => {
    const cart = sampleTagFacts({ cart: [line], cartChangedAt: asOf - 3 * dayMs })
    expect(cart.customer).toMatchObject({ cartPieces: 2, daysSinceCart: 3, cartNames: '玫瑰精华' })
    expect(cart.instants.cart).toBe(asOf - 3 * dayMs)
    expect(sampleTagFacts({ cart: [], cartChangedAt: asOf }).customer.daysSinceCart).toBeNull()
  })

  it('takes the segment, the category last bought and the given tags', () => {
    const facts = sampleTagFacts(
      { rfm: sampleRfm('general-value'), categoryBoughtDaysAgo: { 精华: 9 } },
      { categories: seen('精华', 2, asOf - dayMs) },
      ['油皮'],
    )
    expect(facts.customer).toMatchObject({ rfmSegment: 'general-value', tags: ['油皮'] })
    expect(facts.categories.get('精华')).toMatchObject({
      'category.daysSinceBought': 9,
      'category.daysSinceView': 1,
    })
  })
})
