import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cartOfferTerms } from '../../../src/domain/offers/cart/cart-offer.ts'
import type { OfferContext } from '../../../src/domain/offers/context.ts'
import { offerSettings } from '../../../src/domain/offers/context.ts'
import { discountAtRedemption } from '../../../src/domain/offers/discount.ts'
import type { ApprovedException } from '../../../src/domain/offers/exceptions/exception.ts'
import type { Offer, Reward } from '../../../src/domain/offers/offer.ts'
import { chooseOffer } from '../../../src/domain/offers/ranking.ts'
import { asOf, sampleFacts } from '../customers/sample-facts.ts'
import { anyCatalogue, anyContext, anyFacts } from './any-offer.ts'
import { sampleOffer } from './sample-offer.ts'

const fen = fc.integer({ min: 0, max: 30_000 })

/** The caps and budgets that a store may set, and approvals for offers that the catalogue may hold. */
const anyStore: fc.Arbitrary<OfferContext> = fc
  .record({
    context: anyContext,
    singleCapPercent: fc.integer({ min: 1, max: 20 }),
    yearCapPercent: fc.integer({ min: 1, max: 40 }),
    marginCapPercent: fc.integer({ min: 1, max: 30 }),
    usefulMinimumFen: fc.integer({ min: 0, max: 2_000 }),
    storeFen: fc.option(fen),
    newcomerFen: fc.option(fen),
    approvals: fc.array(fc.record({ place: fc.nat(12), costFen: fen }), { maxLength: 2 }),
  })
  .map(({ context, storeFen, newcomerFen, approvals, ...settings }) => ({
    ...context,
    settings: { ...offerSettings, ...settings },
    budgets: { ...context.budgets, storeFen, newcomerFen },
    exceptions: approvals.map(({ place, costFen }): ApprovedException => ({
      exceptionId: `e${place}`,
      offerId: `place-${place}`,
      costFen,
      decidedAt: asOf - 1,
      expiresAt: asOf,
    })),
  }))

const cartLines = fc.uniqueArray(
  fc.record({
    sku: fc.constantFrom('S1', 'S2', 'S3'),
    quantity: fc.integer({ min: 1, max: 4 }),
    unitPriceFen: fc.integer({ min: 0, max: 90_000 }),
  }),
  { selector: ({ sku }) => sku, maxLength: 3 },
)

/** What the store's whole order costs it at most, reckoned anew from the issued rewards. */
function promisedFen(rewards: readonly Reward[], { cost }: OfferContext): number {
  const extraPoints = (multiplier: number) =>
    Math.max(0, multiplier - 1) * (cost.expectedBasketFen / 100) * cost.pointsPerYuan * cost.pointValueFen
  const costs = rewards.map((reward): number => {
    if (reward.kind === 'freeShipping') return reward.maxDiscountFen ?? Infinity
    if ('maxDiscountFen' in reward) return Math.min(reward.maxDiscountFen, cost.p95BasketFen)
    if (reward.kind === 'ladder') return Math.max(0, ...reward.steps.map(({ amountFen }) => amountFen))
    if (reward.kind === 'trial') return Math.max(0, reward.costFen - reward.priceFen)
    if (reward.kind === 'pointsMultiplier') return extraPoints(reward.multiplier)
    if (reward.kind === 'priceProtection')
      return (cost.expectedBasketFen * cost.priceProtectionCostPercent) / 100
    if ('amountFen' in reward) return reward.amountFen
    return 'costFen' in reward ? reward.costFen : 0
  })
  return costs.reduce((sum, part) => sum + part, 0)
}

describe('no random customer, store or catalogue', () => {
  it('ever gets an offer above a cap or a budget, with or without an approval', () => {
    let eligible = 0
    fc.assert(
      fc.property(anyCatalogue, anyFacts, anyStore, cartLines, (catalogue, anyone, store, lines) => {
        const cart = lines.map((line) => ({ ...line, name: line.sku, category: '精华' }))
        const facts = { ...anyone, cart }
        const cartTerms = cartOfferTerms(facts, store)
        const named = catalogue.map((offer, place): Offer => ({ ...offer, offerId: `place-${place}` }))
        const offers = cartTerms ? [...named, sampleOffer('cart', cartTerms)] : named
        const base = Math.max(0, facts.capBaseFen)
        const { singleCapPercent, yearCapPercent, marginCapPercent } = store.settings
        for (const { offer, costFen, resolvedRewards } of chooseOffer(offers, facts, store).ranked) {
          eligible += 1
          const approvedFen = (store.exceptions ?? [])
            .filter(({ offerId }) => offerId === offer.offerId)
            .map((exception) => exception.costFen)
          const ownFen = (base * singleCapPercent) / 100
          const singleFen = base <= 20_000 ? Math.min(ownFen, 2_000) : ownFen
          expect(costFen).toBeLessThanOrEqual(Math.max(singleFen, ...approvedFen))
          expect((costFen + store.openAndRedeemed12mFen) * 100).toBeLessThanOrEqual(
            costFen === 0 ? Infinity : base * yearCapPercent,
          )
          const { marginPercent, expectedBasketFen } = store.cost
          const isPlain =
            offer.terms.skus.length === 0 && resolvedRewards.every(({ kind }) => kind !== 'bundle')
          const needed = resolvedRewards.flatMap((reward) =>
            reward.kind === 'ladder' ? reward.steps.map(({ minSpendFen }) => minSpendFen) : [],
          )
          const basketFen = Math.max(expectedBasketFen, offer.terms.minSpendFen, ...needed)
          if (isPlain && marginPercent !== null)
            expect(costFen * 10_000).toBeLessThanOrEqual(basketFen * marginPercent * marginCapPercent)
          expect(costFen).toBeLessThanOrEqual(store.budgets.storeFen ?? Infinity)
          expect(promisedFen(resolvedRewards, store)).toBeLessThanOrEqual(costFen)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(eligible).toBeGreaterThan(500)
  })

  it('ever gets more at the till than was reserved, whatever the shop asks for shipping', () => {
    const order = fc.record({ amountFen: fc.nat(500_000), shippingFen: fc.nat(20_000) })
    fc.assert(
      fc.property(anyCatalogue, anyContext, order, (catalogue, store, order) => {
        const rich = sampleFacts({ capBaseFen: 300_000 })
        for (const { offer, costFen, resolvedRewards } of chooseOffer(catalogue, rich, store).ranked) {
          const result = discountAtRedemption(offer.terms, resolvedRewards, order)
          if (result.ok) expect(result.discountFen).toBeLessThanOrEqual(costFen)
        }
      }),
      { numRuns: 300 },
    )
  })
})
