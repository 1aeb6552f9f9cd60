import { describe, expect, it } from 'vitest'
import type { ProductOnSale } from '../../../src/domain/offers/context.ts'
import {
  basketMarginFen,
  expectedValueFen,
  offerBasketFen,
  offerMarginPercent,
  upliftPercent,
} from '../../../src/domain/offers/value.ts'
import { sampleContext, sampleCost, sampleTerms } from './sample-offer.ts'

function product(sku: string, priceFen: number, costFen: number | null): ProductOnSale {
  return { sku, name: sku, priceFen, costFen, stock: null }
}

const products = {
  A: product('A', 30_000, 9_000),
  B: product('B', 10_000, 3_000),
  C: product('C', 10_000, null),
}
const context = sampleContext({ products })

describe('expectedValueFen', () => {
  it('is margin x E[M] x (p_go - p_g0) - p_go x cost: 0.7 x 400 x 0.2 - 0.3 x 30 = 47', () => {
    expect(expectedValueFen(sampleTerms(), 3_000, sampleCost)).toBe(4_700)
  })

  it('is negative where the coupon mostly rewards those who would buy anyway', () => {
    const terms = sampleTerms({ expectedRedemption: 0.3, baselineConversion: 0.3 })
    expect(expectedValueFen(terms, 3_000, sampleCost)).toBe(-900)
  })

  it('assumes the store’s margin where no cost is known', () => {
    const unknown = { ...sampleCost, marginPercent: null, assumedMarginPercent: 50 }
    expect(expectedValueFen(sampleTerms(), 3_000, unknown)).toBe(
      expectedValueFen(sampleTerms(), 3_000, { ...sampleCost, marginPercent: 50 }),
    )
  })
})

describe('upliftPercent', () => {
  it('is in percentage points with one decimal', () => {
    expect(upliftPercent(sampleTerms({ expectedRedemption: 0.19, baselineConversion: 0.1 }))).toBe(9)
    expect(upliftPercent(sampleTerms({ expectedRedemption: 0.1, baselineConversion: 0.1234 }))).toBe(-2.3)
  })
})

describe('offerBasketFen', () => {
  it.each([
    ['the expected basket', sampleTerms(), 40_000],
    ['the threshold where that is more', sampleTerms({ minSpendFen: 59_900 }), 59_900],
    [
      'the least spend that reaches the largest step of a ladder',
      sampleTerms({
        rewards: [
          {
            kind: 'ladder',
            steps: [
              { minSpendFen: 29_900, amountFen: 3_000 },
              { minSpendFen: 79_900, amountFen: 8_000 },
              { minSpendFen: 59_900, amountFen: 8_000 },
            ],
          },
        ],
      }),
      59_900,
    ],
    [
      'the cheapest complete bundle is below the expected basket',
      sampleTerms({
        rewards: [{ kind: 'bundle', skus: ['A', 'B', 'C'], pick: 2, payPercent: 80, maxDiscountFen: 9_000 }],
      }),
      40_000,
    ],
  ])('is %s', (_, terms, expected) => {
    expect(offerBasketFen(terms, context)).toBe(expected)
  })

  it('is what the pieces of a bundle cost where that is more, the cheapest one as often as it takes', () => {
    const bundle = (skus: string[], pick: number) =>
      sampleTerms({ rewards: [{ kind: 'bundle', skus, pick, payPercent: 80, maxDiscountFen: 9_000 }] })
    expect(offerBasketFen(bundle(['A', 'B', 'C'], 5), context)).toBe(50_000)
    expect(offerBasketFen(bundle(['A', 'B', 'C'], 4), context)).toBe(40_000)
    expect(offerBasketFen(bundle(['A'], 2), context)).toBe(60_000)
    expect(offerBasketFen(bundle(['X'], 9), context)).toBe(40_000)
  })
})

describe('margins', () => {
  it.each([
    ['of the store', [], 70],
    ['of the products', ['A', 'B'], 70],
    ['of the store where one cost is unknown', ['A', 'C'], 70],
    ['of the store for unknown products', ['X'], 70],
  ])('%s', (_, skus, percent) => {
    expect(offerMarginPercent(sampleTerms({ skus }), context)).toBe(percent)
  })

  it('come from known costs, not from the store, and never fall below zero', () => {
    const dear = sampleContext({
      products: { A: product('A', 10_000, 6_000), B: product('B', 10_000, 12_000) },
    })
    expect(offerMarginPercent(sampleTerms({ skus: ['A'] }), dear)).toBe(40)
    expect(offerMarginPercent(sampleTerms({ skus: ['B'] }), dear)).toBe(0)
    expect(basketMarginFen(sampleTerms({ skus: ['A'] }), dear)).toBe(16_000)
  })

  it('stay unknown where the store does not say', () => {
    expect(
      basketMarginFen(sampleTerms(), sampleContext({ cost: { ...sampleCost, marginPercent: null } })),
    ).toBeNull()
  })
})
