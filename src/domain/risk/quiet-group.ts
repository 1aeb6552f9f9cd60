import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/**
 * RISK-03: fewer than 50 messages (exclusive) on each of the last 3 days: time for a topic day. `dailyMessages` holds whole
 * local days, the latest last, a silent day as 0, an unknown one as null; while one of the days is not known, it is false.
 */
export function needsTopicDay(dailyMessages: readonly (number | null)[], rules: RuleOverrides = {}): boolean {
  const fewerThan = ruleValue({ rules }, 'RISK-03', 'messages')
  const days = ruleValue({ rules }, 'RISK-03', 'days')
  return (
    dailyMessages.length >= days &&
    dailyMessages.slice(-days).every((count) => count !== null && count < fewerThan)
  )
}
