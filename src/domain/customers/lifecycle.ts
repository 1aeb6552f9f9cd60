import type { LifecycleStage } from './stages.ts'

/** Ages in whole local days, 0 = today; null = never. */
export interface LifecycleInput {
  daysSinceViewOrInteraction: number | null
  /** Cart, checkout or price enquiry. */
  daysSinceIntent: number | null
  /** Views over the last 14 days, by category. */
  categoryViews14d: Record<string, number>
  purchaseDays: number
  daysSinceOrder: number | null
  daysSinceShare: number | null
}

function within(days: number | null, limit: number): boolean {
  return days !== null && days <= limit
}

/**
 * LC-01, product.md 2 "Axes": aware; interested (view or interaction in 30 days); considering (cart, checkout or enquiry,
 * or 3 views of a category, in 14 days); purchased (one purchase day, at most 30 days old); retained (two purchase days,
 * or one older than 30 days); advocating (a share in 90 days). The last that matches wins; every bound is inclusive.
 */
export function lifecycleStage(input: LifecycleInput): LifecycleStage {
  if (within(input.daysSinceShare, 90)) return 'advocating'
  if (input.purchaseDays >= 2) return 'retained'
  if (input.purchaseDays === 1) return within(input.daysSinceOrder, 30) ? 'purchased' : 'retained'
  const mostViews = Math.max(0, ...Object.values(input.categoryViews14d))
  if (within(input.daysSinceIntent, 14) || mostViews >= 3) return 'considering'
  if (within(input.daysSinceViewOrInteraction, 30)) return 'interested'
  return 'aware'
}
