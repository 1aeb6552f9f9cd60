import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleDefault } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

const nudgeDays = ruleDefault('NBA-13', 'days')
export const newUserAlertDays = ruleDefault('C2', 'days')
/** Somebody added at most so many days ago is a new user here. */
const newUserDays = ruleDefault('C2', 'newDays')
const silentDays = ruleDefault('NBA-15', 'days')
const reviewDays = ruleDefault('NBA-17', 'days')
/** NBA-14: below this chance of still being a customer, P(alive) of the fitted model, the risk is called one. */
const churnRiskFrom = ruleDefault('NBA-14', 'riskPercent') / 100

/** Local days without activity; one who was never active counts from the day added; null when neither is known. */
function quietDays({ daysSinceActivity, daysSinceAdded }: CustomerFacts): number | null {
  return daysSinceActivity ?? daysSinceAdded
}

/** C2, second step: a user added at most 30 days ago who has been quiet for 7 or more (both inclusive). */
export function isQuietNewUser(facts: CustomerFacts): boolean {
  const { daysSinceAdded } = facts
  return (
    daysSinceAdded !== null && daysSinceAdded <= newUserDays && (quietDays(facts) ?? 0) >= newUserAlertDays
  )
}

/** C2: quiet for so many days, both bounds inclusive. */
function quietBetween(from: number, to: number): (facts: CustomerFacts) => string[] | null {
  return (facts) => {
    const days = quietDays(facts)
    return days !== null && days >= from && days <= to ? [`${days}天没有互动`] : null
  }
}

/** NBA-13: 3 to 30 days. */
export const nudge = quietBetween(nudgeDays, silentDays)

/** NBA-15: 31 to 89 days. */
export const recallable = quietBetween(silentDays + 1, reviewDays - 1)

/** NBA-17: 90 days (inclusive) without interaction and without purchase; `isWorthIt` parts the two ways to go on. */
export function longGone(isWorthIt: boolean): Trigger['fires'] {
  return (facts) => {
    const days = quietDays(facts)
    if (days === null || days < reviewDays) return null
    if (facts.daysSinceOrder !== null && facts.daysSinceOrder < reviewDays) return null
    if ((facts.valueTier === 'high' || facts.isVip) !== isWorthIt) return null
    return [
      facts.daysSinceOrder === null ? `${days}天没有互动,没有订单` : `${days}天没有互动和购买`,
      '看购买记录、活动记录和朋友圈互动',
      isWorthIt ? '高价值,值得专门回访' : '放入慢池,少花时间',
    ]
  }
}

/** NBA-14: the model's churn risk from 50 % on (inclusive); without a forecast it is not known. */
export function mayLeave({ ltv: { churnRisk } }: CustomerFacts): string[] | null {
  if (churnRisk === null || churnRisk < churnRiskFrom) return null
  return [
    `模型估计流失风险${Math.round(churnRisk * 100)}%,从${churnRiskFrom * 100}%起提醒`,
    '先请她领免费小样,再谈券',
  ]
}
