import type { CadenceStage } from './stages.ts'

/**
 * CAD-01..03, C3, product.md 2 "Axes": new 0-7 days since added, active 8-30, then mature while active in the last 30 days
 * (inclusive), else silent. Whole local days; someone whom nobody follows (null) is no newcomer.
 */
export function cadenceStage(daysSinceAdded: number | null, daysSinceActivity: number | null): CadenceStage {
  if (daysSinceAdded !== null && daysSinceAdded <= 7) return 'new'
  if (daysSinceAdded !== null && daysSinceAdded <= 30) return 'active'
  return daysSinceActivity !== null && daysSinceActivity <= 30 ? 'mature' : 'silent'
}
