import { describe, expect, it } from 'vitest'
import { memberDiscountTemplates } from '../../../../src/domain/groups/templates/member-discount.ts'
import { worstCaseCostFen } from '../../../../src/domain/offers/cost.ts'
import { judgeOffer } from '../../../../src/domain/offers/eligibility.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleCost } from '../../offers/sample-offer.ts'

const templates = memberDiscountTemplates(5_000, { item: '旅行装', costFen: 900 })
const offers = templates.map(({ terms }, index) => ({
  offerId: `m${index}`,
  offerVersionId: `m${index}-v1`,
  version: 1,
  terms,
}))

describe('memberDiscountTemplates (OFF-15)', () => {
  it('are 20 % off, the second from 1000 元 with a gift', () => {
    expect(
      templates.map(({ ruleId, group, terms }) => [ruleId, group, terms.name, terms.minSpendFen]),
    ).toEqual([
      ['OFF-15', 'member', '会员群8折', 0],
      ['OFF-15', 'member', '会员群8折，满1000元加赠品', 100_000],
    ])
    expect(templates.map(({ terms }) => worstCaseCostFen(terms.rewards, sampleCost))).toEqual([5_000, 5_900])
  })

  it('are trimmed to the cap of the customer (C9) and never above it', () => {
    const verdicts = offers.map((offer) =>
      judgeOffer(offer, sampleFacts({ capBaseFen: 40_000 }), sampleContext()),
    )
    expect(verdicts.map(({ eligible, costFen }) => [eligible, costFen])).toEqual([
      [true, 4_000],
      [true, 4_000],
    ])
    expect(verdicts[0]).toMatchObject({ isTrimmed: true })
  })

  it('are for who has ordered', () => {
    const facts = (orderCount: number) => sampleFacts({ capBaseFen: 80_000, orderCount })
    for (const offer of offers) {
      expect(judgeOffer(offer, facts(0), sampleContext()).eligible).toBe(false)
      expect(judgeOffer(offer, facts(1), sampleContext()).eligible).toBe(true)
    }
  })
})
