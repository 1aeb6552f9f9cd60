import { describe, expect, it } from 'vitest'
import { occasionTriggers, restingRuleIds } from '../../../../src/domain/actions/triggers/occasions.ts'
import { dayMs, hourMs } from '../../../../src/domain/calendar.ts'
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
  [{ daysSinceOrder: 3, lastOrder, carriedOutAt: { 'NBA-09': asOf - 3 * dayMs } }, []],
  [
    { daysSinceOrder: 3, lastOrder, carriedOutAt: { 'NBA-09': asOf - 3 * dayMs - 1 } },
    ['NBA-09 购后第3天;买了「洁面乳」'],
  ],
  [{ isBirthdayToday: true, carriedOutAt: { 'NBA-08': asOf } }, []],
  [{ isBirthdayToday: true, carriedOutAt: { 'NBA-08': asOf - 20 * hourMs } }, []],
  [{ isBirthdayToday: true, carriedOutAt: { 'NBA-08': asOf - 20 * hourMs - 1 } }, ['NBA-08 今天是她的生日']],
  [{ categoryBoughtDaysAgo: { 口红: 3 } }, []],
  [{ categoryBoughtDaysAgo: { 口红: 4 } }, ['NBA-11 4天前买过口红;购后第3天之后、30天内告诉老客']],
  [{ categoryBoughtDaysAgo: { 口红: 30, 精华: 9 } }, ['NBA-11 9天前买过精华;购后第3天之后、30天内告诉老客']],
  [{ categoryBoughtDaysAgo: { 口红: 31 } }, []],
  [points(-1), []],
  [points(0), ['NBA-16 120积分，最近一批0天后过期;30天内过期就提醒，30天只提醒一次']],
  [points(30 * dayMs), ['NBA-16 120积分，最近一批30天后过期;30天内过期就提醒，30天只提醒一次']],
  [points(30 * dayMs + 1), []],
  [{ ...points(dayMs), points: 0 }, []],
  [{ ...points(dayMs), points: null }, []],
]

describe('occasion triggers', () => {
  it.each(cases)('%o: %o', (changes, expected) => {
    expect(said(changes)).toEqual(expected)
  })
})

describe('NBA-16, once a month', () => {
  const reminded = (daysAgo: number, rules = {}) =>
    said({ ...points(dayMs), rules, carriedOutAt: { 'NBA-16': asOf - daysAgo * dayMs } }).length > 0

  it.each([
    [0, false],
    [1, false],
    [29, false],
    [30, true],
    [31, true],
  ])('reminded %i local days ago: %s', (daysAgo, calls) => {
    expect(reminded(daysAgo)).toBe(calls)
  })

  it('rests as long as the store set', () => {
    const rules = { 'NBA-16.restDays': 7 }
    expect([6, 7, 8].map((daysAgo) => reminded(daysAgo, rules))).toEqual([false, true, true])
  })

  it('keeps the rests that the facts tell of', () => {
    expect(restingRuleIds).toEqual(['NBA-08', 'NBA-09', 'NBA-16'])
  })
})
