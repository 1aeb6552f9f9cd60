import { minuteMs } from '../../calendar.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'

/** C1: within how many minutes a price is answered, and after how many the lead is told. */
export interface PriceMinutes {
  target: number
  breach: number
}

/** C1, NBA-01: 5 and 60 minutes; `rules` = what the store set in place of these. */
export function priceMinutes(rules: RuleOverrides): PriceMinutes {
  return {
    target: ruleValue({ rules }, 'NBA-01', 'targetMinutes'),
    breach: ruleValue({ rules }, 'NBA-01', 'breachMinutes'),
  }
}

export interface PriceClock {
  targetAt: number
  breachAt: number
  /** 'running' up to the target (inclusive), 'late' up to the breach (exclusive), then 'breached'. */
  state: 'running' | 'late' | 'breached'
}

/** Where the clock of a price enquiry stands. NBA-01, C1. */
export function priceClock(startedAt: number, asOf: number, rules: RuleOverrides = {}): PriceClock {
  const { target, breach } = priceMinutes(rules)
  const targetAt = startedAt + target * minuteMs
  const breachAt = startedAt + breach * minuteMs
  if (asOf >= breachAt) return { targetAt, breachAt, state: 'breached' }
  return { targetAt, breachAt, state: asOf <= targetAt ? 'running' : 'late' }
}
