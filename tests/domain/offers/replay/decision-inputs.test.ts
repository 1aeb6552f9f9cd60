import { describe, expect, it } from 'vitest'
import type { OfferContext } from '../../../../src/domain/offers/context.ts'
import { nothingCounted } from '../../../../src/domain/offers/learning/day-choice.ts'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { contextOf, decisionInputs } from '../../../../src/domain/offers/replay/decision-inputs.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

const product = (sku: string, stock: number | null = 5) => ({
  sku,
  name: sku,
  priceFen: 20_000,
  costFen: 6_000,
  stock,
})
const cartLine = (sku: string) => ({ sku, name: sku, category: '面霜', quantity: 1, unitPriceFen: 20_000 })
const products = Object.fromEntries(['S', 'B', 'C', 'X'].map((sku) => [sku, product(sku)]))
const offers = [
  sampleOffer('bound', { skus: ['S', 'gone'] }),
  sampleOffer('bundle', {
    rewards: [{ kind: 'bundle', skus: ['B', 'S'], pick: 2, payPercent: 80, maxDiscountFen: 5_000 }],
  }),
]
const facts = sampleFacts({ cart: [cartLine('C'), cartLine('S')] })
const context: OfferContext = sampleContext({
  products,
  openAndRedeemed12mFen: 700,
  liveCouponId: 'live',
  received: [{ offerId: 'bound', rewardKinds: ['amount'], issuedAt: 1 }],
  exceptions: [{ exceptionId: 'e', offerId: 'bound', costFen: 9, decidedAt: 1, expiresAt: 2 }],
})
const learned = {
  assignmentKey: 'key',
  learnFromCoupons: 500,
  sentCoupons: 3,
  pairedGain: null,
  offers: {
    bound: nothingCounted,
    bundle: { all: { trials: 4, successes: 1 }, segment: nothingCounted.segment },
  },
  noOffer: nothingCounted,
}
const inputs = decisionInputs(offers, facts, context, learned)

describe('decisionInputs', () => {
  it('keeps the products that a rule can ask for, each once, and no others', () => {
    expect(inputs.frame.products.map(({ sku }) => sku)).toEqual(['B', 'S'])
    expect(inputs.own.products.map(({ sku }) => sku)).toEqual(['C'])
  })

  it('has in the frame what all customers share', () => {
    const other = decisionInputs(
      offers,
      sampleFacts(),
      { ...context, liveCouponId: null, received: [], cost: { ...context.cost, expectedBasketFen: 1 } },
      { ...learned, assignmentKey: 'other' },
    )
    expect(other.frame).toEqual(inputs.frame)
    expect(inputs.frame.offerVersionIds).toEqual(['bound-v1', 'bundle-v1'])
  })

  it('leaves out offers of which nothing was counted', () => {
    expect(Object.keys(inputs.learned.offers)).toEqual(['bundle'])
  })
})

describe('contextOf', () => {
  it('gives the same decision after a journey through JSON', () => {
    const restored = contextOf(JSON.parse(JSON.stringify(inputs)) as typeof inputs)
    const needed = Object.entries(products).filter(([sku]) => sku !== 'X')
    expect(restored).toEqual({ ...context, products: Object.fromEntries(needed) })
    expect(chooseOffer(offers, facts, restored)).toEqual(chooseOffer(offers, facts, context))
  })
})
