import type { RuleKey } from './catalogue.ts'

/** Numbers that only make sense in this order; neighbours may be equal unless `isStrict`. */
export interface Ascending {
  keys: readonly RuleKey[]
  isStrict?: true
}

export const ascending: readonly Ascending[] = [
  { keys: ['OFF-05.warnPercent', 'OFF-05.percent'] },
  { keys: ['OFF-01.percent', 'CAP-12M.percent'] },
  { keys: ['OFF-03.ltvFen', 'OFF-02.ltvFen'], isStrict: true },
  { keys: ['MEM-01.secondFromFen', 'MEM-01.thirdFromFen', 'MEM-01.fourthFromFen'], isStrict: true },
  { keys: ['NBA-01.targetMinutes', 'NBA-01.breachMinutes'], isStrict: true },
  { keys: ['NBA-02.planHours', 'NBA-02.fulfilHours'] },
  { keys: ['NBA-04.pick', 'NBA-04.pieces'] },
  { keys: ['NBA-13.days', 'NBA-15.days', 'NBA-17.days'], isStrict: true },
  { keys: ['NBA-13.days', 'C2.days', 'NBA-15.days'] },
  { keys: ['NBA-03.idleSeconds', 'NBA-03.doubtSeconds'] },
  { keys: ['CAD-01.untilDay', 'CAD-02.untilDay'], isStrict: true },
  { keys: ['CAD-01.dayCap', 'CAD-01.weekCap'] },
  { keys: ['CAD-02.dayCap', 'CAD-02.weekCap'] },
  { keys: ['CAD-04.dayCap', 'CAD-03.weekCap', 'C3.weekCap'] },
  { keys: ['CAD-05.morningFrom', 'CAD-05.morningUntil'], isStrict: true },
  { keys: ['CAD-05.morningUntil', 'CAD-05.noonFrom'] },
  { keys: ['CAD-05.noonFrom', 'CAD-05.noonUntil'], isStrict: true },
  { keys: ['CAD-05.noonUntil', 'CAD-05.eveningFrom'] },
  { keys: ['CAD-05.eveningFrom', 'CAD-05.eveningUntil'], isStrict: true },
  { keys: ['CAD-05.eveningUntil', 'CAD-05.quietFrom'] },
  { keys: ['CAD-05.quietUntil', 'CAD-05.morningFrom'] },
  { keys: ['CAD-06.messages', 'CAD-06.chain'] },
  { keys: ['CAD-09.fromPeople', 'CAD-09.toPeople'] },
  { keys: ['GRP-01.idealPeople', 'GRP-01.splitPeople'] },
  { keys: ['CHN-01.suggestFen', 'CAD-07.averageOrderFen'] },
  { keys: ['MET-01.redPercent', 'MET-01.percent'] },
]

/** Shares of one whole: they sum to 100 %. */
export const wholes: readonly (readonly RuleKey[])[] = [
  ['CAD-01.welcomePercent', 'CAD-01.educationPercent', 'CAD-01.offerPercent'],
  ['CAD-02.questionPercent', 'CAD-02.knowHowPercent', 'CAD-02.offerPercent'],
  ['CAD-03.recallPercent', 'CAD-03.benefitPercent'],
  ['CON-01.usefulPercent', 'CON-01.interactivePercent', 'CON-01.conversionPercent'],
]
