import { describe, expect, it } from 'vitest'
import { worstCaseCostFen } from '../../../src/domain/offers/cost.ts'
import { judgeOffer } from '../../../src/domain/offers/eligibility.ts'
import { referralTemplates } from '../../../src/domain/referral/referral-templates.ts'
import { checkText } from '../../../src/domain/scripts/check-text.ts'
import { sampleFacts } from '../customers/sample-facts.ts'
import { sampleContext, sampleCost } from '../offers/sample-offer.ts'

const templates = referralTemplates({ item: '精华小样', costFen: 600 }, { item: '试用装', costFen: 1_490 })

describe('referralTemplates (REF-01)', () => {
  it('say what they need and cost', () => {
    expect(
      templates.map(({ kind, friendsBefore, terms }) => [
        kind,
        friendsBefore,
        terms.name,
        worstCaseCostFen(terms.rewards, sampleCost),
      ]),
    ).toEqual([
      ['invite', 3, '邀3人得小样', 600],
      ['groupBuy', 0, '2人拼团减30元', 3_000],
      ['groupExtra', 1, '拼团再减10元', 1_000],
      ['unlock', 1, '助力9.9元解锁试用装', 500],
    ])
  })

  it.each([
    [4_999, [false, false, false, false]],
    [5_000, [false, false, false, true]],
    [6_000, [true, false, false, true]],
    [10_000, [true, false, true, true]],
    [30_000, [true, true, true, true]],
  ])('pass the caps like any offer: %i fen of LTV', (capBaseFen, eligible) => {
    const verdicts = templates.map(({ kind, terms }) =>
      judgeOffer(
        { offerId: kind, offerVersionId: `${kind}-v1`, version: 1, terms },
        sampleFacts({ capBaseFen }),
        sampleContext(),
      ),
    )
    expect(verdicts.map((verdict) => verdict.eligible)).toEqual(eligible)
  })

  it('tell the customer that the reward follows the first order', () => {
    const promised = templates.filter(({ friendsBefore }) => friendsBefore > 0)
    expect(promised).toHaveLength(3)
    for (const { terms } of promised) expect(terms.usageRules).toContain('好友完成首单后发放')
  })

  it('say nothing that may not go out (SCR-06)', () => {
    const texts = templates.flatMap(({ terms }) => [terms.name, terms.customerReason, ...terms.usageRules])
    expect(texts.flatMap((text) => checkText(text))).toEqual([])
  })
})
