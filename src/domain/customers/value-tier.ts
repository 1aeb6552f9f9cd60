import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { ValueTier } from './stages.ts'

export interface ValueTierInput {
  orderCount: number
  daysSinceActivity: number | null
  ltvFen: Fen
  isVip: boolean
}

/**
 * SEG-05, the first that matches: potential (no order), dormant (no activity in 90 days, the 90th
 * day still counts as active), high (LTV from 800 元, inclusive, or VIP), else active. `rules` = what the store set in
 * place of these defaults.
 */
export function valueTier(input: ValueTierInput, rules: RuleOverrides = {}): ValueTier {
  if (input.orderCount === 0) return 'potential'
  const dormantDays = ruleValue({ rules }, 'SEG-05', 'dormantDays')
  if (input.daysSinceActivity === null || input.daysSinceActivity > dormantDays) return 'dormant'
  return input.ltvFen >= ruleValue({ rules }, 'OFF-02', 'ltvFen') || input.isVip ? 'high' : 'active'
}
