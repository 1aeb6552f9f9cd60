import { describe, expect, it } from 'vitest'
import { firedTriggers } from '../../../../src/domain/actions/fired-triggers.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { asOf, sampleFacts, sampleInterest, sampleLtv } from '../../customers/sample-facts.ts'

const lastOrder: CustomerFacts['lastOrder'] = {
  orderId: 'A1',
  orderedAt: asOf - 9 * dayMs,
  status: 'paid',
  itemNames: [],
  pieces: 1,
  paidFen: 1,
  refundedFen: 0,
  shippedAt: null,
  deliveredAt: null,
}
const quiet = (days: number) => ({ daysSinceActivity: days, daysSinceAdded: 200, daysSinceOrder: 200 })
const newcomer = (day: number) => ({ daysSinceAdded: day - 1, orderCount: 0, daysSinceActivity: 0 })
const dwelt = (seconds: number) => ({
  interests: [sampleInterest({ views7d: 0, longestDwellMs: seconds * 1000 })],
})
const partner = (daysAgo: number) => ({
  missingPartners: [{ sku: 'A', name: '猫砂', daysAgo, partnerSku: 'B', partnerName: '猫粮' }],
})
const due = (dueInDays: number) => ({ replenishments: [{ sku: 'A', name: '猫砂', dueInDays }] })
const points = (days: number) => ({ points: 10, pointsExpireAt: asOf + days * dayMs })
const risk = (percent: number) => ({
  ltv: { ...sampleLtv(50_000), churnRisk: percent / 100 } as CustomerFacts['ltv'],
})

type Facts = Partial<CustomerFacts>
/** The number that a store sets, the rule that goes by it, what no longer or not yet calls, and what does. */
const cases: [key: string, amount: number, ruleId: string, silent: Facts[], calling: Facts[]][] = [
  ['NBA-05.views', 5, 'NBA-05', [4].map(views), [5, 6].map(views)],
  ['NBA-05.views', 5, 'NBA-07', [5, 6].map(views), [3, 4].map(views)],
  ['NBA-06.seconds', 120, 'NBA-06', [119, 120].map(dwelt), [121].map(dwelt)],
  ['NBA-09.day', 9, 'NBA-09', [8, 10].map(ordered), [9].map(ordered)],
  ['NBA-10.windowDays', 20, 'NBA-10', [21].map(partner), [19, 20].map(partner)],
  ['NBA-11.days', 60, 'NBA-11', [61].map(boughtCategory), [59, 60].map(boughtCategory)],
  ['NBA-12.aheadDays', 10, 'NBA-12', [11].map(due), [10, 9].map(due)],
  ['NBA-12.lateDays', 3, 'NBA-12', [-4].map(due), [-3, -2].map(due)],
  ['NBA-13.days', 5, 'NBA-13', [4].map(quiet), [5, 6].map(quiet)],
  ['NBA-14.riskPercent', 70, 'NBA-14', [69.9].map(risk), [70, 71].map(risk)],
  ['NBA-15.days', 40, 'NBA-15', [39, 40].map(quiet), [41].map(quiet)],
  ['NBA-15.days', 40, 'NBA-13', [41].map(quiet), [39, 40].map(quiet)],
  ['NBA-16.days', 10, 'NBA-16', [11].map(points), [9, 10].map(points)],
  ['NBA-17.days', 120, 'NBA-17', [119].map(quiet), [120, 121].map(quiet)],
  ['NBA-17.days', 120, 'NBA-15', [120].map(quiet), [118, 119].map(quiet)],
  ['NBA-18.day', 3, 'NBA-18', [4].map(newcomer), [2, 3].map(newcomer)],
]
function views(views7d: number): Facts {
  return { interests: [sampleInterest({ views7d })] }
}
function ordered(daysSinceOrder: number): Facts {
  return { daysSinceOrder, lastOrder }
}
function boughtCategory(days: number): Facts {
  return { categoryBoughtDaysAgo: { 口红: days } }
}

describe('a number that the store set', () => {
  it.each(cases)('%s = %d decides %s', (key, amount, ruleId, silent, calling) => {
    const evidence = (changes: Facts) =>
      firedTriggers(sampleFacts({ ...changes, rules: { [key]: amount } })).find(
        ({ trigger }) => trigger.ruleId === ruleId,
      )?.evidence
    expect(silent.map(evidence)).toEqual(silent.map(() => undefined))
    for (const changes of calling) {
      expect(evidence(changes)).toBeDefined()
      // The longer silence ends the shorter one: its evidence names where it begins.
      if (key.startsWith(ruleId)) expect(evidence(changes)?.join()).toContain(String(amount))
    }
  })

  it('parts new users from others (C2)', () => {
    const title = (days: number, added: number) => {
      const rules = { 'C2.days': 10, 'C2.newDays': 40 }
      const facts = sampleFacts({ daysSinceActivity: days, daysSinceAdded: added, rules })
      return firedTriggers(facts)[0]?.trigger.title
    }
    const [greeting, alert] = ['发一句私人问候，不带券', '新客安静了，今天问一句，不带券']
    expect([title(9, 40), title(10, 40), title(11, 40), title(10, 41)]).toEqual([
      greeting,
      alert,
      alert,
      greeting,
    ])
  })

  it('names the VIP (SEG-06)', () => {
    const facts = sampleFacts({ isVip: true, rules: { 'SEG-06.repurchases': 5 } })
    expect(firedTriggers(facts)[0]?.evidence[0]).toBe('复购满5次的VIP')
  })
})
