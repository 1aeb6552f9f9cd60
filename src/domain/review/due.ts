import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** REV-01: whether a review is due on this local day: never done, or last done 7 or more days before (inclusive). */
export function isReviewDue(lastDay: number | null, today: number, rules: RuleOverrides = {}): boolean {
  return lastDay === null || today - lastDay >= ruleValue({ rules }, 'REV-01', 'days')
}

/** REV-01: the local days a review looks at, both inclusive: the last 7, the day itself included. */
export function reviewDays(today: number, rules: RuleOverrides = {}): { fromDay: number; untilDay: number } {
  return { fromDay: today - ruleValue({ rules }, 'REV-01', 'days') + 1, untilDay: today }
}
