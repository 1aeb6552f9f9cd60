import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { worstCaseCostFen } from '../../../src/domain/offers/cost.ts'
import { discountAtRedemption } from '../../../src/domain/offers/discount.ts'
import { fitToCap } from '../../../src/domain/offers/fit.ts'
import type { OfferTerms, Reward } from '../../../src/domain/offers/offer.ts'
import type { RedemptionOrder } from '../../../src/domain/offers/redemption/order.ts'
import { anyReward } from './any-offer.ts'
import { sampleCost, sampleTerms } from './sample-offer.ts'

const care: Reward[] = [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }]
const eighty: Reward = { kind: 'percent', payPercent: 80, maxDiscountFen: 6_400 }
const ladder: Reward = {
  kind: 'ladder',
  steps: [
    { minSpendFen: 19_900, amountFen: 1_500 },
    { minSpendFen: 29_900, amountFen: 3_000 },
  ],
}
const half: Reward = { kind: 'nthAtHalf', nth: 2, maxDiscountFen: 50_000 }
const bundle: Reward = { kind: 'bundle', skus: ['A', 'B'], pick: 2, payPercent: 80, maxDiscountFen: 50_000 }

function item(sku: string, unitPriceFen: number, quantity = 1, category = '精华') {
  return { sku, unitPriceFen, quantity, category }
}

function redeem(rewards: Reward[], order: RedemptionOrder, changes: Partial<OfferTerms> = {}) {
  return discountAtRedemption(sampleTerms({ rewards, ...changes }), rewards, order)
}

describe('discountAtRedemption', () => {
  it.each([
    [29_899, { ok: false, reason: { code: 'belowMinSpend', text: '未满299元(还差0.01元)' } }],
    [29_900, { ok: true, discountFen: 3_000 }],
    [29_901, { ok: true, discountFen: 3_000 }],
  ])('满299减30 on %i fen', (amountFen, result) => {
    expect(redeem([{ kind: 'amount', amountFen: 3_000 }], { amountFen }, { minSpendFen: 29_900 })).toEqual(
      result,
    )
  })

  it.each([
    [19_899, undefined],
    [19_900, 1_500],
    [29_899, 1_500],
    [29_900, 3_000],
  ])('a ladder on %i fen takes %s', (amountFen, discountFen) => {
    const result = redeem([ladder], { amountFen })
    expect(result.ok ? result.discountFen : undefined).toBe(discountFen)
  })

  it.each([
    [10_000, 2_000],
    [32_000, 6_400],
    [32_005, 6_400],
    [50_000, 6_400],
    [99, 19],
  ])('8折 with a ceiling of 64 on %i fen takes %i', (amountFen, discountFen) => {
    expect(redeem([eighty], { amountFen })).toEqual({ ok: true, discountFen })
  })

  it('never takes more than the merchandise costs', () => {
    expect(redeem([{ kind: 'amount', amountFen: 2_000 }], { amountFen: 1_500 })).toEqual({
      ok: true,
      discountFen: 1_500,
    })
    expect(redeem([{ kind: 'amount', amountFen: 2_000 }, eighty], { amountFen: 0 })).toMatchObject({
      discountFen: 0,
    })
  })

  it('takes the shipping fee off and names the other benefit', () => {
    expect(redeem(care, { amountFen: 39_900, shippingFen: 1_200 })).toEqual({
      ok: true,
      discountFen: 1_200,
      benefit: '7天价保',
    })
    expect(redeem(care, { amountFen: 39_900 })).toEqual({ ok: true, discountFen: 0, benefit: '包邮+7天价保' })
    const both: Reward[] = [{ kind: 'freeShipping' }, { kind: 'amount', amountFen: 2_000 }]
    expect(redeem(both, { amountFen: 1_500, shippingFen: 1_200 })).toEqual({ ok: true, discountFen: 2_700 })
  })

  it.each([
    [0, 0],
    [999, 999],
    [1_000, 1_000],
    [1_001, 1_000],
    [9_900, 1_000],
  ])('free shipping under a ceiling of 1000 on a fee of %i fen takes %i', (shippingFen, discountFen) => {
    const bounded: Reward[] = [{ kind: 'freeShipping', maxDiscountFen: 1_000 }]
    expect(redeem(bounded, { amountFen: 39_900, shippingFen })).toEqual({ ok: true, discountFen })
    expect(redeem([...bounded, ...bounded], { amountFen: 39_900, shippingFen })).toEqual({
      ok: true,
      discountFen,
    })
  })

  it('checks products and categories when items are given, and counts only those that qualify', () => {
    const bound = { skus: ['A'], categories: ['面膜'], minSpendFen: 10_000 }
    const items = [item('A', 6_000), item('B', 50_000), item('C', 4_000, 1, '面膜')]
    const order = { amountFen: 60_000, items }
    expect(redeem([eighty], order, bound)).toEqual({ ok: true, discountFen: 2_000 })
    expect(redeem([eighty], { amountFen: 60_000, items: [item('B', 60_000)] }, bound)).toMatchObject({
      ok: false,
      reason: { code: 'itemsDoNotQualify' },
    })
    expect(redeem([eighty], { amountFen: 9_000, items }, bound)).toMatchObject({
      ok: false,
      reason: { code: 'belowMinSpend' },
    })
    expect(redeem([eighty], { amountFen: 20_000 }, bound)).toEqual({ ok: true, discountFen: 4_000 })
  })

  it('halves the second piece, needs two, and takes pieces as equal when the shop vouches', () => {
    const items = [item('A', 10_000), item('B', 6_001)]
    expect(redeem([half], { amountFen: 16_001, items })).toEqual({ ok: true, discountFen: 3_000 })
    expect(redeem([half], { amountFen: 10_000, items: [item('A', 10_000)] })).toEqual({
      ok: false,
      reason: { code: 'tooFewPieces', text: '件数不够，不满足第二件半价' },
    })
    expect(redeem([half], { amountFen: 20_000 })).toEqual({ ok: true, discountFen: 5_000 })
  })

  it('takes a bundle off its own pieces only', () => {
    const items = [item('A', 10_000), item('B', 5_000), item('C', 90_000)]
    expect(redeem([bundle], { amountFen: 105_000, items })).toEqual({ ok: true, discountFen: 3_000 })
    const short = { amountFen: 100_000, items: [item('A', 10_000), item('C', 90_000)] }
    expect(redeem([bundle], short)).toMatchObject({ ok: false, reason: { code: 'tooFewPieces' } })
    expect(redeem([bundle], { amountFen: 15_000 })).toEqual({ ok: true, discountFen: 3_000 })
  })

  it('never takes more than was reserved, nor more than the order', () => {
    const items = fc.array(
      fc.record({
        sku: fc.constantFrom('S1', 'S2', 'S3'),
        quantity: fc.integer({ min: 1, max: 9 }),
        unitPriceFen: fc.nat(80_000),
      }),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(
        fc.array(anyReward, { minLength: 1, maxLength: 3 }),
        items,
        fc.boolean(),
        fc.nat(3_000),
        (rewards, items, sent, shippingFen) => {
          const { rewards: resolved } = fitToCap(rewards, 100_000, sampleCost, 500)
          const amountFen = items.reduce(
            (sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen,
            0,
          )
          const order = { amountFen, shippingFen, ...(sent ? { items } : {}) }
          const result = discountAtRedemption(sampleTerms({ rewards }), resolved, order)
          if (!result.ok) return
          expect(result.discountFen).toBeLessThanOrEqual(worstCaseCostFen(resolved, sampleCost))
          expect(result.discountFen).toBeLessThanOrEqual(amountFen + shippingFen)
          expect(Number.isInteger(result.discountFen) && result.discountFen >= 0).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
