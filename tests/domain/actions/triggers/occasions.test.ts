import { describe, expect, it } from 'vitest'
import { occasionTriggers } from '../../../../src/domain/actions/triggers/occasions.ts'
import { dayMs } from '../../../../src/domain/calendar.ts'
import type { CustomerFacts, LastOrder } from '../../../../src/domain/customers/facts.ts'
import { asOf, sampleFacts } from '../../customers/sample-facts.ts'

function said(changes: Partial<CustomerFacts>): string[] {
  return occasionTriggers.flatMap(({ ruleId, fires }) => {
    const evidence = fires(sampleFacts(changes))
    return evidence === null ? [] : [`${ruleId} ${evidence.join(';')}`]
  })
}

const lastOrder: LastOrder = {
  orderId: 'A1',
  orderedAt: asOf - 3 * dayMs,
  status: 'paid',
  itemNames: ['洁面乳', '面霜'],
  pieces: 2,
  paidFen: 18_900,
  refundedFen: 0,
  shippedAt: null,
  deliveredAt: null,
}
const points = (leftMs: number) => ({ points: 120, pointsExpireAt: asOf + leftMs })

const cases: [Partial<CustomerFacts>, string[]][] = [
  [{}, []],
  [{ isBirthdayToday: true }, ['NBA-08 今天是她的生日']],
  [{ daysSinceOrder: 2, lastOrder }, []],
  [{ daysSinceOrder: 3, lastOrder }, ['NBA-09 购后第3天;买了「洁面乳」']],
  [{ daysSinceOrder: 4, lastOrder }, []],
  [{ daysSinceOrder: 3, lastOrder: { ...lastOrder, status: 'refunded' } }, []],
  [{ categoryBoughtDaysAgo: { 口红: 3 } }, []],
  [{ categoryBoughtDaysAgo: { 口红: 4 } }, ['NBA-11 4天前买过口红']],
  [{ categoryBoughtDaysAgo: { 口红: 30, 精华: 9 } }, ['NBA-11 9天前买过精华']],
  [{ categoryBoughtDaysAgo: { 口红: 31 } }, []],
  [points(-1), []],
  [points(0), ['NBA-16 120积分,最近一批0天后过期']],
  [points(30 * dayMs), ['NBA-16 120积分,最近一批30天后过期']],
  [points(30 * dayMs + 1), []],
  [{ ...points(dayMs), points: 0 }, []],
  [{ ...points(dayMs), points: null }, []],
]

describe('occasion triggers', () => {
  it.each(cases)('%o: %o', (changes, expected) => {
    expect(said(changes)).toEqual(expected)
  })
})
