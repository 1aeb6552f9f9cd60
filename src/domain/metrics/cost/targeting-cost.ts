import type { Fen } from '../../money.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import { returnOnCost } from './return-on-cost.ts'

export interface TargetingCost {
  ruleId: 'TAG-10'
  roi: number | null
  targetRoi: number
  isRoiReached: boolean | null
  /** Cost / gross margin; null where there is no margin above 0. */
  marginShare: number | null
  maxMarginPercent: number
  isWithinMargin: boolean | null
}

/**
 * TAG-10: a targeted campaign returns at least 3 for each 1 of cost, and costs at most 15 % of its gross margin (both
 * inclusive). Nothing spent and no margin: nothing to say. Spent without margin: neither line is held.
 */
export function targetingCost(
  { grossMarginFen, costFen }: { grossMarginFen: Fen; costFen: Fen },
  rules: RuleOverrides = {},
): TargetingCost {
  const targetRoi = ruleValue({ rules }, 'TAG-10', 'roi')
  const maxMarginPercent = ruleValue({ rules }, 'TAG-10', 'marginPercent')
  const hasMargin = grossMarginFen > 0
  return {
    ruleId: 'TAG-10',
    roi: returnOnCost({ grossMarginFen, costFen }),
    targetRoi,
    isRoiReached: costFen <= 0 ? null : grossMarginFen >= targetRoi * costFen,
    marginShare: hasMargin ? costFen / grossMarginFen : null,
    maxMarginPercent,
    isWithinMargin:
      hasMargin || costFen > 0 ? hasMargin && costFen * 100 <= maxMarginPercent * grossMarginFen : null,
  }
}
