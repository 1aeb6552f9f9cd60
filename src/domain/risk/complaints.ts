import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface ComplaintRise {
  ruleId: 'RISK-01'
  thisWeek: number
  lastWeek: number
  /** Growth over the week before: 0.3 = +30 %; null when that week had none. */
  growth: number | null
  limitPercent: number
  /** What is to be done: staff review the scripts. */
  task: 'scriptReview' | null
}

/**
 * RISK-01: complaints of the last 7 local days against the 7 before (C21). From +30 % on (inclusive) the scripts are to be
 * reviewed. After a week without complaints any complaint is a rise.
 */
export function complaintRise(
  { thisWeek, lastWeek }: { thisWeek: number; lastWeek: number },
  rules: RuleOverrides = {},
): ComplaintRise {
  const limitPercent = ruleValue({ rules }, 'RISK-01', 'percent')
  const isRaised = thisWeek > lastWeek && thisWeek * 100 >= lastWeek * (100 + limitPercent)
  return {
    ruleId: 'RISK-01',
    thisWeek,
    lastWeek,
    growth: lastWeek === 0 ? null : thisWeek / lastWeek - 1,
    limitPercent,
    task: isRaised ? 'scriptReview' : null,
  }
}
