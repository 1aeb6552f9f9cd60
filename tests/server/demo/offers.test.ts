import { describe, expect, it } from 'vitest'
import { sampleFacts, sampleLtv } from '../../domain/customers/sample-facts.ts'
import { sampleContext } from '../../domain/offers/sample-offer.ts'
import { judgeOffer } from '../../../src/domain/offers/eligibility.ts'
import type { OfferTerms, RewardKind } from '../../../src/domain/offers/offer.ts'
import { checkText } from '../../../src/domain/scripts/check-text.ts'
import { triggers } from '../../../src/domain/actions/fired-triggers.ts'
import { demoOffers } from '../../../src/server/demo/store/offers.ts'
import { demoProducts } from '../../../src/server/demo/store/products.ts'
import { offerLibrary } from '../../../src/server/starter/offers/offer-library.ts'
import { forbiddenIn } from '../starter/forbidden.ts'

const everyKind: Record<RewardKind, true> = {
  amount: true,
  percent: true,
  ladder: true,
  nthAtHalf: true,
  bundle: true,
  freeShipping: true,
  priceProtection: true,
  warranty: true,
  sample: true,
  trial: true,
  pointsMultiplier: true,
  preorder: true,
  gift: true,
  service: true,
  referral: true,
  groupBuy: true,
}

const rewardKinds = ({ rewards }: OfferTerms) => rewards.map(({ kind }) => kind)

describe('the demo offers', () => {
  it('are 16 and use every kind of reward', () => {
    expect(demoOffers).toHaveLength(16)
    expect(new Set(demoOffers.flatMap(({ terms }) => rewardKinds(terms)))).toEqual(
      new Set(Object.keys(everyKind)),
    )
  })

  it('combine free shipping and price protection for the hesitant', () => {
    const relief = demoOffers.find(({ terms }) => terms.ruleId === 'NBA-05')
    expect(relief && rewardKinds(relief.terms)).toEqual(['freeShipping', 'priceProtection'])
  })

  it('name products that the shop has', () => {
    const skus = new Set(demoProducts.map(({ sku }) => sku))
    for (const { terms } of demoOffers) {
      const bundled = terms.rewards.flatMap((reward) => (reward.kind === 'bundle' ? reward.skus : []))
      for (const sku of [...terms.skus, ...bundled]) expect(skus.has(sku)).toBe(true)
    }
  })
})

describe.each([
  ['demo', demoOffers],
  ['starter', offerLibrary],
])('offers of the %s', (_name, offers) => {
  it('have ids of their own', () => {
    expect(new Set(offers.map(({ offerId }) => offerId)).size).toBe(offers.length)
  })

  it.each(offers.map(({ offerId, terms }) => [offerId, terms] as const))(
    '%s has believable terms',
    (_id, terms) => {
      expect(terms.expectedRedemption).toBeGreaterThan(terms.baselineConversion)
      expect(terms.expectedRedemption).toBeLessThanOrEqual(0.45)
      expect(terms.baselineConversion).toBeGreaterThan(0)
      expect(terms.usageRules.length).toBeGreaterThan(0)
      expect(terms.customerReason).not.toBe('')
      if (terms.validity?.kind === 'hours') expect(terms.validity.hours).toBeGreaterThanOrEqual(24)
    },
  )

  it.each(offers.map(({ offerId, terms }) => [offerId, terms] as const))(
    '%s says nothing forbidden',
    (_id, terms) => {
      const items = terms.rewards.flatMap((reward) => ('item' in reward ? [reward.item] : []))
      for (const text of [terms.name, terms.customerReason, ...terms.usageRules, ...items]) {
        expect(checkText(text)).toEqual([])
        expect(forbiddenIn(text)).toEqual([])
      }
    },
  )

  it('answer rules that exist', () => {
    const known = new Set([...triggers.map(({ ruleId }) => ruleId), 'NBA-10', 'OFF-13', 'REF-01'])
    for (const { terms } of offers) if (terms.ruleId !== undefined) expect(known).toContain(terms.ruleId)
  })

  it.each([
    [79_999, false],
    [80_000, true],
    [80_001, true],
  ])('offer the full-size trial to an LTV of %i fen: %s (C17, OFF-02)', (ltvFen, isOffered) => {
    const facts = sampleFacts({ capBaseFen: ltvFen, ltv: sampleLtv(ltvFen) })
    const fullSize = offers.filter(({ offerId }) => offerId.endsWith('-full-size-trial'))
    expect(fullSize).toHaveLength(1)
    for (const { offerId, terms } of fullSize) {
      const offer = { offerId, offerVersionId: offerId, version: 1, terms }
      expect(rewardKinds(terms)).toEqual(['trial'])
      expect(judgeOffer(offer, facts, sampleContext()).eligible).toBe(isOffered)
    }
  })

  it.each([30_000, 50_000, 120_000])(
    'leave four types and more to a quiet customer worth %i fen',
    (ltvFen) => {
      const facts = sampleFacts({ capBaseFen: ltvFen, ltv: sampleLtv(ltvFen) })
      const cost = { ...sampleContext().cost, expectedBasketFen: 25_000 }
      const eligible = offers.filter(
        ({ offerId, terms }) =>
          judgeOffer({ offerId, offerVersionId: offerId, version: 1, terms }, facts, sampleContext({ cost }))
            .eligible,
      )
      expect(new Set(eligible.flatMap(({ terms }) => rewardKinds(terms))).size).toBeGreaterThanOrEqual(4)
    },
  )
})
