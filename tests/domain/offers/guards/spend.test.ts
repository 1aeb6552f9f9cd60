import { describe, expect, it } from 'vitest'
import { budgetRefusals, capRefusals } from '../../../../src/domain/offers/guards/spend.ts'
import { sampleContext, sampleTerms } from '../sample-offer.ts'

const caps = { singleFen: 6_400, yearFen: 12_800, yearLeftFen: 8_000, marginFen: 7_000, marginWarnFen: 6_000 }
const context = sampleContext({ openAndRedeemed12mFen: 4_800 })

describe('capRefusals', () => {
  it.each([
    [6_400, []],
    [6_401, ['OFF-01']],
    [7_000, ['OFF-01']],
    [7_001, ['OFF-01', 'OFF-05']],
    [8_000, ['OFF-01', 'OFF-05']],
    [8_001, ['OFF-01', 'CAP-12M', 'OFF-05']],
  ])('a cost of %i fen breaks %o', (costFen, ruleIds) => {
    expect(capRefusals(costFen, caps, context).map(({ ruleId }) => ruleId)).toEqual(ruleIds)
  })

  it('says what was compared', () => {
    const [single, year, margin] = capRefusals(8_001, caps, context)
    expect(single).toEqual({
      code: 'singleCap',
      ruleId: 'OFF-01',
      text: '超LTV上限(80.01>64元)',
      capFen: 6_400,
      costFen: 8_001,
    })
    expect(year?.text).toBe('超12个月上限(已用48+80.01>128元)')
    expect(margin?.text).toBe('超毛利的18%(80.01>70元)')
  })
})

describe('budgetRefusals', () => {
  const none = sampleContext().budgets
  const texts = (...args: Parameters<typeof budgetRefusals>) =>
    budgetRefusals(...args).map(({ text }) => text)

  it('does not limit where there is no budget', () => {
    expect(budgetRefusals(sampleTerms({ campaignId: 'spring' }), 999_999, none)).toEqual([])
  })

  it.each([
    [2_999, 0],
    [3_000, 0],
    [3_001, 1],
  ])('a cost of %i fen against 3000 left: %i refusals', (costFen, count) => {
    for (const name of ['storeFen', 'advisorFen', 'customerFen'] as const)
      expect(budgetRefusals(sampleTerms(), costFen, { ...none, [name]: 3_000 })).toHaveLength(count)
    const budgets = { ...none, campaignsFen: { spring: 3_000 } }
    expect(budgetRefusals(sampleTerms({ campaignId: 'spring' }), costFen, budgets)).toHaveLength(count)
    expect(budgetRefusals(sampleTerms({ campaignId: 'autumn' }), costFen, budgets)).toEqual([])
  })

  it("draws newcomers' offers on the newcomers' budget, not on the store's", () => {
    const budgets = { ...none, storeFen: 0, newcomerFen: 1_000 }
    expect(texts(sampleTerms({ isForNewcomers: true }), 1_000, budgets)).toEqual([])
    expect(texts(sampleTerms({ isForNewcomers: true }), 1_001, budgets)).toEqual([
      '新客预算不足(剩10元，需10.01元)',
    ])
    expect(texts(sampleTerms(), 1, { ...budgets, storeFen: -5 })).toEqual(['门店预算不足(剩0元，需0.01元)'])
  })
})
