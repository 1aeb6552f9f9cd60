import type { GroupPushKind } from '../cadence/groups/group-meter.ts'
import { exceedsPercent, shareOf } from '../metrics/share.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface ExitRate {
  ruleId: 'RISK-02'
  leftPeople: number
  /** Left / (left + still there), 0 to 1; null for an empty group that nobody left. */
  share: number | null
  limitPercent: number
  /** Promotions into this group wait; content goes on. */
  isPromotionPaused: boolean
}

/**
 * RISK-02: the exit rate of a group over a rolling 30 local days, `today` and the 29 before (C21). Above 8 % (exclusive)
 * promotions pause. The base is everybody who was in the group: those who left in the window and those still there (ours).
 * `exitDays` has one local day for each exit, in any order.
 */
export function exitRate(
  { members, exitDays }: { members: number; exitDays: readonly number[] },
  today: number,
  rules: RuleOverrides = {},
): ExitRate {
  const fromDay = today - ruleValue({ rules }, 'RISK-02', 'days') + 1
  const limitPercent = ruleValue({ rules }, 'RISK-02', 'percent')
  const leftPeople = exitDays.filter((day) => day >= fromDay && day <= today).length
  const count = { part: leftPeople, whole: leftPeople + members }
  return {
    ruleId: 'RISK-02',
    leftPeople,
    share: shareOf(count),
    limitPercent,
    isPromotionPaused: exceedsPercent(count, limitPercent),
  }
}

const isPromotion: Record<GroupPushKind, boolean> = {
  content: false,
  interaction: false,
  benefit: true,
  flashSale: true,
}

/** RISK-02: whether a push of this kind may go into the group: while paused no benefit and no flash sale, content and light interaction as ever. */
export function mayPush(kind: GroupPushKind, { isPromotionPaused }: ExitRate): boolean {
  return !(isPromotionPaused && isPromotion[kind])
}
