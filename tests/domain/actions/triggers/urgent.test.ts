import { describe, expect, it } from 'vitest'
import { urgentTriggers } from '../../../../src/domain/actions/triggers/urgent.ts'
import type { CustomerFacts, LastOrder } from '../../../../src/domain/customers/facts.ts'
import { asOf, sampleFacts } from '../../customers/sample-facts.ts'

function fired(changes: Partial<CustomerFacts>): string[] {
  return urgentTriggers
    .filter(({ fires }) => fires(sampleFacts(changes)) !== null)
    .map(({ ruleId }) => ruleId)
}

const order: LastOrder = {
  orderId: 'A1',
  orderedAt: asOf - 60_000,
  status: 'paid',
  itemNames: [],
  pieces: 0,
  paidFen: 1,
  refundedFen: 0,
  shippedAt: null,
  deliveredAt: null,
}

describe('urgent triggers', () => {
  it.each([
    [{}, []],
    [{ hasOpenComplaint: true }, ['NBA-02']],
    [{ isPriceEnquiry: true }, ['NBA-01']],
    [{ enquiries: [{ about: 'coupon', startedAt: asOf, source: 'advisor' }] }, ['NBA-19']],
    [{ daysSinceAdded: 0, orderCount: 0 }, ['NBA-18']],
    [{ daysSinceAdded: 1, orderCount: 0 }, []],
    [{ daysSinceAdded: 0, orderCount: 0, hasAnsweredQuiz: true }, []],
    [{ unpaidOrderId: 'A9' }, ['NBA-12']],
  ] satisfies [Partial<CustomerFacts>, string[]][])('%o: %o', (changes, ruleIds) => {
    expect(fired(changes)).toEqual(ruleIds)
  })

  it.each([
    [29_999, null],
    [30_000, ['进入结算后停留未付款', '停留满30秒先帮忙，满60秒再考虑券']],
    [300_000, ['进入结算5分钟未付款', '停留满60秒多半有疑问']],
    [86_400_000, ['进入结算1440分钟未付款', '停留满60秒多半有疑问']],
    [86_400_001, null],
  ])('NBA-03: checkout idle for %i ms: %o', (idleMs, evidence) => {
    const facts = sampleFacts({ checkoutStartedAt: asOf - idleMs })
    const said = urgentTriggers
      .filter(({ ruleId }) => ruleId === 'NBA-03')
      .flatMap(({ fires }) => {
        const lines = fires(facts)
        return lines === null ? [] : [lines]
      })
    expect(said).toEqual(evidence === null ? [] : [evidence])
  })

  it.each([
    [30_000, '问一句结算是否遇到问题'],
    [59_999, '问一句结算是否遇到问题'],
    [60_000, '先问结算卡在哪，再给运费券'],
  ])('NBA-03 at %i ms: %s', (idleMs, title) => {
    const facts = sampleFacts({ checkoutStartedAt: asOf - idleMs })
    const stages = urgentTriggers.filter(({ ruleId, fires }) => ruleId === 'NBA-03' && fires(facts) !== null)
    expect(stages.map((stage) => stage.title)).toEqual([title])
  })

  it('NBA-03 is over with an order after the checkout began', () => {
    expect(fired({ checkoutStartedAt: asOf - 60_000, lastOrder: order })).toEqual([])
    expect(fired({ checkoutStartedAt: asOf - 59_999, lastOrder: order })).toEqual(['NBA-03'])
  })
})
