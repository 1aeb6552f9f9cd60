import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { LifecycleStage } from './stages.ts'

/** Ages in whole local days, 0 = today; null = never. */
export interface LifecycleInput {
  daysSinceViewOrInteraction: number | null
  /** Cart, checkout or price enquiry. */
  daysSinceIntent: number | null
  /** Views over the last `intentDays` of LC-01, by category. */
  categoryViews: Record<string, number>
  purchaseDays: number
  daysSinceOrder: number | null
  daysSinceShare: number | null
}

function within(days: number | null, limit: number): boolean {
  return days !== null && days <= limit
}

/**
 * LC-01 "Axes": aware; interested (view or interaction in 30 days); considering (cart, checkout or enquiry,
 * or 3 views of a category, in 14 days); purchased (one purchase day, at most 30 days old); retained (two purchase days,
 * or one older than 30 days); advocating (a share in 90 days). The last that matches wins; every bound is inclusive.
 * `rules` = what the store set in place of these defaults.
 */
export function lifecycleStage(input: LifecycleInput, rules: RuleOverrides = {}): LifecycleStage {
  const settings = { rules }
  if (within(input.daysSinceShare, ruleValue(settings, 'LC-01', 'shareDays'))) return 'advocating'
  if (input.purchaseDays >= 2) return 'retained'
  if (input.purchaseDays === 1)
    return within(input.daysSinceOrder, ruleValue(settings, 'LC-01', 'purchaseDays'))
      ? 'purchased'
      : 'retained'
  const mostViews = Math.max(0, ...Object.values(input.categoryViews))
  if (within(input.daysSinceIntent, ruleValue(settings, 'LC-01', 'intentDays'))) return 'considering'
  if (mostViews >= ruleValue(settings, 'LC-01', 'intentViews')) return 'considering'
  if (within(input.daysSinceViewOrInteraction, ruleValue(settings, 'LC-01', 'interestDays')))
    return 'interested'
  return 'aware'
}
