import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CartLine, CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { cartOfferId, cartOfferTerms, coversCart } from '../../../../src/domain/offers/cart/cart-offer.ts'
import type { OfferContext } from '../../../../src/domain/offers/context.ts'
import { offerHeadline } from '../../../../src/domain/offers/describe.ts'
import { capsFor, judgeOffer } from '../../../../src/domain/offers/eligibility.ts'
import type { Offer } from '../../../../src/domain/offers/offer.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { anyContext, anyFacts } from '../any-offer.ts'
import { sampleContext, sampleTerms } from '../sample-offer.ts'

const line = (sku: string, quantity: number, unitPriceFen = 20_000): CartLine => ({
  sku,
  name: sku,
  category: '精华',
  quantity,
  unitPriceFen,
})
const three = [line('B', 1, 30_000), line('A', 2)]

function made(facts: CustomerFacts, context: OfferContext): Offer | null {
  const terms = cartOfferTerms(facts, context)
  return terms && { offerId: cartOfferId, offerVersionId: 'v', version: 1, terms }
}
function offered(capBaseFen: number, cart = three, context = sampleContext()) {
  const facts = sampleFacts({ capBaseFen, cart })
  const offer = made(facts, context)
  return offer ? { offer, verdict: judgeOffer(offer, facts, context) } : null
}

describe('cartOfferTerms', () => {
  it('takes any two of three pieces at 20 % off, the ceiling that of the two dearest (NBA-04)', () => {
    expect(offered(200_000)).toMatchObject({
      offer: {
        terms: {
          ruleId: 'NBA-04',
          skus: ['A', 'B'],
          rewards: [{ kind: 'bundle', skus: ['A', 'B'], pick: 2, payPercent: 80, maxDiscountFen: 10_000 }],
        },
      },
      verdict: { eligible: true, isTrimmed: true, costFen: 5_000 },
    })
  })

  it('is nothing for two pieces', () => {
    expect(offered(50_000, [line('A', 2)])).toBeNull()
    expect(offered(50_000, [line('A', 3)])).not.toBeNull()
  })

  it('leaves out what is sold out, and is nothing when too little is left', () => {
    const soldOut = (skus: string[]) =>
      sampleContext({
        products: Object.fromEntries(
          skus.map((sku) => [sku, { sku, name: sku, priceFen: 20_000, costFen: null, stock: 0 }]),
        ),
      })
    expect(offered(50_000, three, soldOut(['B']))?.offer.terms.skus).toEqual(['A'])
    expect(offered(50_000, three, soldOut(['A']))).toBeNull()
  })

  it('says "最多减15元" for an LTV of 150', () => {
    const result = offered(15_000)
    expect(result?.verdict).toMatchObject({ eligible: true, isTrimmed: true, costFen: 1_500 })
    const { verdict } = result ?? {}
    expect(verdict?.eligible && offerHeadline(verdict.offer.terms, verdict.resolvedRewards)).toBe(
      '任选2件8折 最多减15元',
    )
  })

  it.each([
    [5_000, 'bundle', undefined],
    [4_999, 'pointsMultiplier', '8折在上限内最多减4元，改送2倍积分(C9)'],
    [4_000, 'pointsMultiplier', '8折在上限内最多减4元，改送2倍积分(C9)'],
    [3_999, 'bundle', undefined],
  ])('gives an LTV of %i fen a %s and says so', (capBaseFen, kind, said) => {
    const terms = offered(capBaseFen)?.offer.terms
    expect(terms?.rewards.map((reward) => reward.kind)).toEqual([kind])
    expect(terms?.standsInFor).toBe(said)
  })

  it('gives free shipping where the points would cost too much', () => {
    const context = sampleContext()
    const dear = { ...context, cost: { ...context.cost, pointValueFen: 100, shippingCostFen: 300 } }
    const result = offered(4_000, three, dear)
    expect(result?.offer.terms.rewards).toEqual([{ kind: 'freeShipping' }])
    expect(result?.verdict).toMatchObject({ eligible: true, costFen: 300 })
  })

  it('is refused, with the reason, when nothing fits', () => {
    const verdict = offered(0)?.verdict
    expect(verdict?.eligible === false && verdict.refusals.map(({ ruleId }) => ruleId)).toContain('OFF-01')
  })

  it('costs no more than any cap, for any customer, store and cart, whatever the order of its lines', () => {
    const anyCart = fc.uniqueArray(
      fc.record({
        sku: fc.constantFrom('S1', 'S2', 'S3'),
        quantity: fc.integer({ min: 1, max: 4 }),
        unitPriceFen: fc.integer({ min: 0, max: 90_000 }),
      }),
      { selector: ({ sku }) => sku, maxLength: 3 },
    )
    fc.assert(
      fc.property(anyFacts, anyContext, anyCart, (anyone, context, lines) => {
        const cart = lines.map(({ sku, quantity, unitPriceFen }) => line(sku, quantity, unitPriceFen))
        const facts = { ...anyone, cart }
        const offer = made(facts, context)
        expect(made({ ...facts, cart: [...cart].reverse() }, context)).toEqual(offer)
        if (!offer) return
        const verdict = judgeOffer(offer, facts, context)
        if (!verdict.eligible) return
        const caps = capsFor(offer.terms, facts, context)
        expect(verdict.costFen).toBeLessThanOrEqual(
          Math.min(caps.singleFen, caps.yearLeftFen, caps.marginFen ?? Infinity),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('coversCart', () => {
  const own = (changes: object) =>
    sampleTerms({
      ruleId: 'NBA-04',
      rewards: [{ kind: 'bundle', skus: ['A', 'X'], pick: 2, payPercent: 80, maxDiscountFen: 6_000 }],
      ...changes,
    })
  const facts = sampleFacts({ cart: three })

  it('holds for a bundle of the store that takes two pieces of this cart', () => {
    expect(coversCart(own({}), facts)).toBe(true)
    expect(coversCart(own({}), sampleFacts({ cart: [line('A', 1), line('B', 2)] }))).toBe(false)
    expect(coversCart(own({ ruleId: 'NBA-05' }), facts)).toBe(false)
    expect(
      coversCart(own({ rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 100 }] }), facts),
    ).toBe(false)
  })
})
