import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

/** Local days without activity; one who was never active counts from the day added; null when neither is known. */
function quietDays({ daysSinceActivity, daysSinceAdded }: CustomerFacts): number | null {
  return daysSinceActivity ?? daysSinceAdded
}

/** Quiet for so many days, both bounds inclusive. */
function quietBetween(facts: CustomerFacts, from: number, to: number): number | null {
  const days = quietDays(facts)
  return days !== null && days >= from && days <= to ? days : null
}

/** C2, second step: a user added at most 30 days ago who has been quiet for 7 or more (both inclusive), up to NBA-15. */
export function quietNewUser(facts: CustomerFacts): string[] | null {
  const { daysSinceAdded } = facts
  if (daysSinceAdded === null || daysSinceAdded > ruleValue(facts, 'C2', 'newDays')) return null
  const from = ruleValue(facts, 'C2', 'days')
  const days = quietBetween(facts, from, ruleValue(facts, 'NBA-15', 'days'))
  return days === null ? null : [`${days}天没有互动`, `添加${daysSinceAdded}天，新客满${from}天没动静要提醒`]
}

/** NBA-13, C2 first step: 3 to 30 days. */
export function nudge(facts: CustomerFacts): string[] | null {
  const from = ruleValue(facts, 'NBA-13', 'days')
  const days = quietBetween(facts, from, ruleValue(facts, 'NBA-15', 'days'))
  return days === null ? null : [`${days}天没有互动`, `满${from}天没有互动就问候一句`]
}

/** NBA-15, C2 third step: 31 to 89 days. */
export function recallable(facts: CustomerFacts): string[] | null {
  const over = ruleValue(facts, 'NBA-15', 'days')
  const days = quietBetween(facts, over + 1, ruleValue(facts, 'NBA-17', 'days') - 1)
  return days === null ? null : [`${days}天没有互动`, `超过${over}天没有互动算沉默`]
}

/** NBA-17, C2 fourth step: 90 days (inclusive) without interaction and without purchase; `isWorthIt` parts the two ways to go on. */
export function longGone(isWorthIt: boolean): Trigger['fires'] {
  return (facts) => {
    const { daysSinceOrder, valueTier, isVip } = facts
    const reviewDays = ruleValue(facts, 'NBA-17', 'days')
    const days = quietDays(facts)
    if (days === null || days < reviewDays) return null
    if (daysSinceOrder !== null && daysSinceOrder < reviewDays) return null
    if ((valueTier === 'high' || isVip) !== isWorthIt) return null
    return [
      daysSinceOrder === null
        ? `${days}天没有互动，没有订单`
        : `${days}天没有互动，${daysSinceOrder}天没有购买`,
      `满${reviewDays}天都没有就复盘：看购买记录、活动记录和朋友圈互动`,
      isWorthIt ? '高价值，值得专门回访' : '放入慢池，少花时间',
    ]
  }
}

/** NBA-14: the model's churn risk, 1 − P(alive), from 50 % on (inclusive); without a forecast it is not known. */
export function mayLeave(facts: CustomerFacts): string[] | null {
  const { churnRisk } = facts.ltv
  const fromPercent = ruleValue(facts, 'NBA-14', 'riskPercent')
  if (churnRisk === null || churnRisk * 100 < fromPercent) return null
  return [`模型估计流失风险${Math.round(churnRisk * 100)}%，从${fromPercent}%起提醒`]
}
