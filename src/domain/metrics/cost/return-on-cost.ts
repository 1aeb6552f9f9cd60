import type { Fen } from '../../money.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'

/**
 * ROI: gross margin earned for each fen of cost, both before subtracting one from the other; null where nothing was spent.
 * Margin, not sales; negative when refunds outweigh the sales.
 */
export function returnOnCost({
  grossMarginFen,
  costFen,
}: {
  grossMarginFen: Fen
  costFen: Fen
}): number | null {
  return costFen <= 0 ? null : grossMarginFen / costFen
}

export interface ActivityReturn {
  ruleId: 'OFF-07'
  roi: number | null
  targetRoi: number
  isReached: boolean | null
}

/** OFF-07: an activity returns at least 5 for each 1 of cost (inclusive). A target, never enforced; null where nothing was spent. */
export function activityReturn(
  totals: { grossMarginFen: Fen; costFen: Fen },
  rules: RuleOverrides = {},
): ActivityReturn {
  const targetRoi = ruleValue({ rules }, 'OFF-07', 'roi')
  const roi = returnOnCost(totals)
  const isReached = roi === null ? null : totals.grossMarginFen >= targetRoi * totals.costFen
  return { ruleId: 'OFF-07', roi, targetRoi, isReached }
}
