import type { CadenceStage } from '../customers/stages.ts'
import type { RuleOverrides } from '../rules/value.ts'
import { quietHoursOf, stageLimits } from './limits.ts'
import { bubbleCapOf, type Touch } from './touch-grouping.ts'

/** Why one more message asks for a reason: the rule and a sentence for the advisor. */
export interface CadenceReason {
  ruleId: string
  text: string
}

export interface TouchCounts {
  weekCount: number
  weekCap: number
  dayCount: number
  dayCap: number
  monthCount: number
  monthCap: number | null
}

/** CAD-06: the touch already has all the bubbles it may have. */
export function bubbleReasons(touch: Touch, rules: RuleOverrides = {}): CadenceReason[] {
  const sent = touch.bubbles.length
  return sent < bubbleCapOf(touch, rules)
    ? []
    : [{ ruleId: 'CAD-06', text: `这次已发${sent}条，再发容易打扰` }]
}

/** The caps that are reached (inclusive): the stage's week, CAD-04's day, CAD-07's month. */
export function capReasons(stage: CadenceStage, counts: TouchCounts): CadenceReason[] {
  const { weekCount, weekCap, dayCount, dayCap, monthCount, monthCap } = counts
  const { ruleId } = stageLimits[stage]
  return [
    ...(weekCount >= weekCap
      ? [{ ruleId, text: `本周已触达 ${weekCount}/${weekCap} 次，再发易被屏蔽` }]
      : []),
    ...(dayCount >= dayCap ? [{ ruleId: 'CAD-04', text: `今天已触达 ${dayCount}/${dayCap} 次` }] : []),
    ...(monthCap !== null && monthCount >= monthCap
      ? [{ ruleId: 'CAD-07', text: `本月已触达 ${monthCount}/${monthCap} 次` }]
      : []),
  ]
}

/** CAD-05: outside the hours in which nobody minds a message; the caller has checked the hour. */
export function quietReason(rules: RuleOverrides = {}): CadenceReason {
  const [from, until] = quietHoursOf(rules)
  return { ruleId: 'CAD-05', text: `现在是${from}点到${until}点，容易打扰` }
}
