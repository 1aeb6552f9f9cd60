import { type GroupPushKind, isPromotionKind } from '../cadence/groups/push-kind.ts'
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

/** How a push sells: by its kind, or content that is marked as selling. */
export interface PushPurpose {
  kind: GroupPushKind
  isPromotion?: boolean
}

/**
 * RISK-02: whether this push may go into the group: while promotions are paused no benefit, no flash sale and no content
 * that sells; other content and light interaction as ever.
 */
export function mayPush(
  { kind, isPromotion = false }: PushPurpose,
  { isPromotionPaused }: Pick<ExitRate, 'isPromotionPaused'>,
): boolean {
  return !isPromotionPaused || !(isPromotion || isPromotionKind(kind))
}

/** The share in percent with one decimal; null where there is none. */
export function exitPercent({ share }: Pick<ExitRate, 'share'>): number | null {
  return share === null ? null : Math.round(share * 1000) / 10
}

/** RISK-02 for staff: what was counted over `windowDays`, and what follows from it. */
export function exitText(rate: ExitRate, windowDays: number): string {
  const percent = exitPercent(rate)
  if (percent === null) return '群里还没有客户'
  const counted = `近${windowDays}天退群${rate.leftPeople}人，退群率${percent}%`
  return rate.isPromotionPaused
    ? `${counted}，超过${rate.limitPercent}%，本群暂停促销，可以发内容`
    : `${counted}，没有超过${rate.limitPercent}%`
}
