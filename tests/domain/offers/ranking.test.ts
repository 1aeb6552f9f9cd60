import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Offer, Reward } from '../../../src/domain/offers/offer.ts'
import { chooseOffer } from '../../../src/domain/offers/ranking.ts'
import { sampleFacts, sampleInterest } from '../customers/sample-facts.ts'
import { anyCatalogue, anyContext, anyFacts } from './any-offer.ts'
import { sampleContext, sampleOffer } from './sample-offer.ts'

const free: Reward[] = [{ kind: 'freeShipping' }]
const tenOff: Reward[] = [{ kind: 'amount', amountFen: 1_000 }]
const strong = { expectedRedemption: 0.5, baselineConversion: 0.1 }
const weak = { expectedRedemption: 0.2, baselineConversion: 0.1 }
const hesitant = sampleFacts({ interests: [sampleInterest({ views7d: 3 })] })
const undecided = sampleFacts({ interests: [sampleInterest({ views7d: 2 })] })

function order(offers: Offer[], facts = sampleFacts(), context = sampleContext()): string[] {
  return chooseOffer(offers, facts, context).ranked.map(({ offer }) => offer.offerId)
}

describe('chooseOffer', () => {
  it('puts the higher expected value first, then the lower cost, then the offer id', () => {
    const offers = [
      sampleOffer('d', { ...weak, rewards: free }),
      sampleOffer('c', { ...strong, rewards: tenOff }),
      sampleOffer('b', { ...strong, rewards: tenOff }),
    ]
    expect(order(offers)).toEqual(['b', 'c', 'd'])
    const equalValue = [
      sampleOffer('a', { rewards: tenOff, expectedRedemption: 0, baselineConversion: 0 }),
      sampleOffer('b', {
        rewards: [{ kind: 'preorder', item: '新色' }],
        expectedRedemption: 0,
        baselineConversion: 0,
      }),
    ]
    expect(order(equalValue)).toEqual(['b', 'a'])
  })

  it('puts an offer whose rule calls now before a more valuable one', () => {
    const offers = [
      sampleOffer('a', { ...strong, rewards: tenOff }),
      sampleOffer('b', { ...weak, rewards: free, ruleId: 'NBA-05' }),
    ]
    expect(order(offers, hesitant)).toEqual(['b', 'a'])
    expect(order(offers, undecided)).toEqual(['a', 'b'])
  })

  it('counts the missing partner of a purchase as a call (NBA-10)', () => {
    const partner = sampleOffer('b', {
      ...weak,
      rewards: free,
      ruleId: 'NBA-10',
      audience: [{ kind: 'boughtWithoutPartner', sku: 'LITTER', partnerSku: 'FOOD' }],
    })
    const facts = sampleFacts({ boughtSkus: { FOOD: 9 } })
    expect(order([sampleOffer('a', { ...strong, rewards: tenOff }), partner], facts)).toEqual(['b', 'a'])
  })

  it('puts rewards that do not lower the price first for the hesitant: at 3 views, not at 2 (NBA-05)', () => {
    const offers = [
      sampleOffer('price', { ...strong, rewards: tenOff }),
      sampleOffer('care', { ...weak, rewards: free }),
      sampleOffer('mixed', { ...weak, rewards: [...free, ...tenOff] }),
    ]
    expect(order(offers, hesitant)).toEqual(['care', 'price', 'mixed'])
    expect(order(offers, undecided)).toEqual(['price', 'care', 'mixed'])
    const rules = { 'NBA-05.views': 4 }
    expect(order(offers, { ...hesitant, rules })[0]).toBe('price')
  })

  it('recommends the best eligible offer even when sending nothing is worth more', () => {
    const poor = sampleOffer('poor', { rewards: tenOff, expectedRedemption: 0.2, baselineConversion: 0.3 })
    const decision = chooseOffer([poor], sampleFacts(), sampleContext())
    expect(decision.recommended?.offer.offerId).toBe('poor')
    expect(decision.noOffer).toEqual({ expectedValueFen: 0, betterThanOfferIds: ['poor'] })
  })

  it('keeps two alternatives, the numbers and the reasons', () => {
    const offers = ['a', 'b', 'c', 'd'].map((id) => sampleOffer(id, { rewards: tenOff, ruleId: 'NBA-05' }))
    const decision = chooseOffer(offers, hesitant, sampleContext())
    expect(decision.alternatives.map(({ offer }) => offer.offerId)).toEqual(['b', 'c'])
    expect(decision.ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4])
    expect(decision.recommended).toMatchObject({
      costFen: 1_000,
      capFen: 5_000,
      upliftPercent: 20,
      expectedValueFen: 5_300,
      isTriggered: true,
      isPrice: true,
      reasons: ['规则NBA-05现在适用', '预计净收益53元，成本约10元'],
    })
  })

  it('keeps refused offers with their reasons and recommends nothing when all are refused', () => {
    const decision = chooseOffer(
      [sampleOffer('b', { rewards: free }), sampleOffer('a', { rewards: tenOff })],
      sampleFacts({ isOptedOut: true }),
      sampleContext(),
    )
    expect(decision).toMatchObject({ recommended: null, alternatives: [], ranked: [] })
    expect(decision.refused.map(({ offer }) => offer.offerId)).toEqual(['a', 'b'])
  })

  it('proposes double points to an LTV of 199 for whom 20 元 off is too dear (C9)', () => {
    const offers = [
      sampleOffer('cash', { ...strong, rewards: [{ kind: 'amount', amountFen: 2_000 }] }),
      sampleOffer('points', { ...weak, rewards: [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }] }),
    ]
    const decision = chooseOffer(offers, sampleFacts({ capBaseFen: 19_900 }), sampleContext())
    expect(decision.recommended?.offer.offerId).toBe('points')
    expect(decision.refused[0]?.refusals[0]).toMatchObject({ ruleId: 'OFF-01', text: '超LTV上限(20>19.9元)' })
  })

  it('ignores the order of the catalogue, leaves its input unchanged and loses no offer', () => {
    fc.assert(
      fc.property(anyCatalogue, fc.nat(), anyFacts, anyContext, (offers, turn, facts, context) => {
        const before = structuredClone({ offers, facts, context })
        const decision = chooseOffer(offers, facts, context)
        expect({ offers, facts, context }).toEqual(before)
        const at = offers.length === 0 ? 0 : turn % offers.length
        const turned = [...offers.slice(at), ...offers.slice(0, at)].reverse()
        expect(chooseOffer(turned, facts, context)).toEqual(decision)
        expect(decision.ranked.length + decision.refused.length).toBe(offers.length)
      }),
    )
  })
})
