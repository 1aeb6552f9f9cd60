import type { Fen } from '../../money.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'

export interface RewardCost {
  ruleId: 'OFF-06'
  /** Rounded to the nearest fen; null without orders. */
  costPerOrderFen: Fen | null
  /** Reward cost / gross margin; null where there is no margin above 0. */
  marginShare: number | null
  limitPercent: number
  isAlert: boolean
}

/**
 * OFF-06: the rewards of an activity stay below 30 % of the gross margin of its orders (exclusive: 30 % alerts). Per order
 * or in total is the same share. Without cost there is no alert; a cost without margin alerts. An alert refuses nothing (C8).
 */
export function rewardCost(
  { rewardCostFen, grossMarginFen, orders }: { rewardCostFen: Fen; grossMarginFen: Fen; orders: number },
  rules: RuleOverrides = {},
): RewardCost {
  const limitPercent = ruleValue({ rules }, 'OFF-06', 'percent')
  return {
    ruleId: 'OFF-06',
    costPerOrderFen: orders === 0 ? null : Math.round(rewardCostFen / orders),
    marginShare: grossMarginFen > 0 ? rewardCostFen / grossMarginFen : null,
    limitPercent,
    isAlert: rewardCostFen > 0 && rewardCostFen * 100 >= limitPercent * grossMarginFen,
  }
}
