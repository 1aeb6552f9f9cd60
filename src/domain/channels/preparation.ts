import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** CHN-02: messages whose text follows from facts alone, so that it may be prepared ahead. */
export const routineNotices = [
  'paymentReceived',
  'orderShipped',
  'usageGuide',
  'pointsNote',
  'pointsExpiring',
  'couponExpiring',
  'replenishment',
  'birthdayGreeting',
] as const

/** CHN-02: what needs a person from the first word on. */
export const personalTalks = [
  'priceEnquiry',
  'complaint',
  'recall',
  'offerChoice',
  'vipInvitation',
  'productAdvice',
] as const

export type RoutineNotice = (typeof routineNotices)[number]
export type PersonalTalk = (typeof personalTalks)[number]

export interface Preparation {
  ruleId: 'CHN-02'
  isPrepared: boolean
  /** C16: whatever is prepared, an advisor confirms and sends it. */
  sentBy: 'advisor'
}

const prepared = new Set<string>(routineNotices)

/** CHN-02: how a message comes about. Nothing sends by itself. */
export function preparationOf(kind: RoutineNotice | PersonalTalk): Preparation {
  return { ruleId: 'CHN-02', isPrepared: prepared.has(kind), sentBy: 'advisor' }
}

/** CHN-02: prepared messages in percent of all, one decimal, beside the 70 % the shop aims at; null while there are none. */
export function preparedShare(
  kinds: readonly (RoutineNotice | PersonalTalk)[],
  rules: RuleOverrides = {},
): { percent: number; targetPercent: number } | null {
  if (kinds.length === 0) return null
  const count = kinds.filter((kind) => prepared.has(kind)).length
  const percent = Math.round((count / kinds.length) * 1000) / 10
  return { percent, targetPercent: ruleValue({ rules }, 'CHN-02', 'automatedPercent') }
}
