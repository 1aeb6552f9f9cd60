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
    [{ daysSinceAdded: 0, orderCount: 0 }, ['NBA-18']],
    [{ daysSinceAdded: 1, orderCount: 0 }, []],
    [{ daysSinceAdded: 0, orderCount: 0, hasAnsweredQuiz: true }, []],
    [{ unpaidOrderId: 'A9' }, ['NBA-12']],
  ] satisfies [Partial<CustomerFacts>, string[]][])('%o: %o', (changes, ruleIds) => {
    expect(fired(changes)).toEqual(ruleIds)
  })

  it.each([
    [29_999, null],
    [30_000, ['进入结算后停留未付款']],
    [300_000, ['进入结算5分钟未付款']],
    [86_400_000, ['进入结算1440分钟未付款']],
    [86_400_001, null],
  ])('NBA-03: checkout idle for %i ms: %o', (idleMs, evidence) => {
    const checkout = urgentTriggers.find(({ ruleId }) => ruleId === 'NBA-03')
    expect(checkout?.fires(sampleFacts({ checkoutStartedAt: asOf - idleMs }))).toEqual(evidence)
  })

  it('NBA-03 is over with an order after the checkout began', () => {
    expect(fired({ checkoutStartedAt: asOf - 60_000, lastOrder: order })).toEqual([])
    expect(fired({ checkoutStartedAt: asOf - 59_999, lastOrder: order })).toEqual(['NBA-03'])
  })
})
