import type { RuleKey } from './catalogue.ts'

/**
 * The numbers that a store may set: those that every reader takes from the store's overrides. The others stand at their
 * default, so that nobody changes a number that nothing follows.
 */
export const settableKeys: readonly RuleKey[] = [
  'TAG-02.days',
  'TAG-03.days',
  'TAG-04.averageOrderFen',
  'TAG-05.views',
  'TAG-06.minutes',
  'TAG-07.views',
  'SEG-05.dormantDays',
  'SEG-06.repurchases',
  'LC-01.interestDays',
  'LC-01.intentViews',
  'LC-01.purchaseDays',
  'LC-01.shareDays',
  'OFF-01.percent',
  'OFF-02.ltvFen',
  'OFF-05.percent',
  'OFF-05.warnPercent',
  'MEM-01.secondFromFen',
  'MEM-01.thirdFromFen',
  'MEM-01.fourthFromFen',
  'CAD-01.untilDay',
  'CAD-01.weekCap',
  'CAD-01.dayCap',
  'CAD-02.untilDay',
  'CAD-02.weekCap',
  'CAD-02.dayCap',
  'CAD-03.weekCap',
  'CAD-04.dayCap',
  'CAD-05.morningFrom',
  'CAD-05.morningUntil',
  'CAD-05.noonFrom',
  'CAD-05.noonUntil',
  'CAD-05.eveningFrom',
  'CAD-05.eveningUntil',
  'CAD-05.quietFrom',
  'CAD-05.quietUntil',
  'CAD-06.messages',
  'CAD-06.chain',
  'CAD-07.averageOrderFen',
  'CAD-07.monthCap',
  'C3.activeDays',
  'C3.weekCap',
  'C9.smallestFen',
  'CAP-12M.percent',
  'REST-KIND.days',
  'ONE-LIVE.coupons',
  'HOLD-OUT.fromCustomers',
  'HOLD-OUT.percent',
  'LEARN.coupons',
  'LAPSE.minutes',
  'DISMISS.days',
]

const settable = new Set<string>(settableKeys)

/** Whether a store may set this number. */
export function isSettable(key: string): boolean {
  return settable.has(key)
}
