import { describe, expect, it } from 'vitest'
import { templateBudgetFen } from '../../../../src/domain/groups/templates/group-template.ts'
import { welfareSaleTemplates } from '../../../../src/domain/groups/templates/welfare-sale.ts'
import { worstCaseCostFen } from '../../../../src/domain/offers/cost.ts'
import { judgeOffer } from '../../../../src/domain/offers/eligibility.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleCost } from '../../offers/sample-offer.ts'

const set = { sku: 'SET', name: '洁面水乳套装', priceFen: 13_900 }
const gift = { item: '面膜', costFen: 500 }
const templates = welfareSaleTemplates(set, gift)
const offers = templates.map(({ terms }, index) => ({
  offerId: `w${index}`,
  offerVersionId: `w${index}-v1`,
  version: 1,
  terms,
}))

describe('welfareSaleTemplates (OFF-14)', () => {
  it('start at ten, the first with a gift for 50, the second without a limit', () => {
    expect(
      templates.map(({ ruleId, group, startsAtHour, places }) => [ruleId, group, startsAtHour, places]),
    ).toEqual([
      ['OFF-14', 'welfare', 10, 50],
      ['OFF-14', 'welfare', 10, null],
    ])
  })

  it('cost the money off the set and the gift', () => {
    expect(templates.map(({ terms }) => worstCaseCostFen(terms.rewards, sampleCost))).toEqual([4_500, 4_000])
    expect(templates.map((template) => templateBudgetFen(template, sampleCost))).toEqual([225_000, null])
  })

  it.each([
    [40_000, [false, true]],
    [44_999, [false, true]],
    [45_000, [true, true]],
    [39_999, [false, false]],
  ])('with a cap base of %i fen: %j', (capBaseFen, eligible) => {
    const facts = sampleFacts({ capBaseFen, valueTier: 'potential', orderCount: 0 })
    expect(offers.map((offer) => judgeOffer(offer, facts, sampleContext()).eligible)).toEqual(eligible)
  })

  it('are for the potential tier and end with the day', () => {
    const [first] = offers
    if (first === undefined) throw new Error('no template')
    const facts = sampleFacts({ capBaseFen: 60_000, valueTier: 'active' })
    expect(judgeOffer(first, facts, sampleContext())).toMatchObject({ refusals: [{ code: 'audience' }] })
    const verdict = judgeOffer(first, { ...facts, valueTier: 'potential' }, sampleContext())
    expect(verdict).toMatchObject({ eligible: true, expiresAt: Date.UTC(2026, 2, 18, 16) - 1 })
  })

  it.each([
    [9_899, 0],
    [9_900, 0],
    [9_901, 2],
  ])('a set of %i fen: %i templates', (priceFen, count) => {
    expect(welfareSaleTemplates({ ...set, priceFen }, gift)).toHaveLength(count)
  })
})
