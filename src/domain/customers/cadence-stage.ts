import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { CadenceStage } from './stages.ts'

/**
 * CAD-01..03, C3 "Axes": new 0-7 days since added, active 8-30, then mature while active in the last 30 days
 * (inclusive), else silent. Whole local days; someone whom nobody follows (null) is no newcomer. `rules` = what the store set in place of
 * these defaults.
 */
export function cadenceStage(
  daysSinceAdded: number | null,
  daysSinceActivity: number | null,
  rules: RuleOverrides = {},
): CadenceStage {
  const within = (days: number | null, most: number) => days !== null && days <= most
  if (within(daysSinceAdded, ruleValue({ rules }, 'CAD-01', 'untilDay'))) return 'new'
  if (within(daysSinceAdded, ruleValue({ rules }, 'CAD-02', 'untilDay'))) return 'active'
  return within(daysSinceActivity, ruleValue({ rules }, 'C3', 'activeDays')) ? 'mature' : 'silent'
}
