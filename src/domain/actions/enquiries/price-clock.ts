import { minuteMs } from '../../calendar.ts'
import { ruleDefault } from '../../rules/value.ts'

/** C1: a price is answered within 5 minutes, and handed to the lead after 60. */
export const priceTargetMinutes = ruleDefault('NBA-01', 'targetMinutes')
export const priceBreachMinutes = ruleDefault('NBA-01', 'breachMinutes')

export interface PriceClock {
  targetAt: number
  breachAt: number
  /** 'running' up to the target (inclusive), 'late' up to the breach (exclusive), then 'breached'. */
  state: 'running' | 'late' | 'breached'
}

/** Where the clock of a price enquiry stands. NBA-01, C1. */
export function priceClock(startedAt: number, asOf: number): PriceClock {
  const targetAt = startedAt + priceTargetMinutes * minuteMs
  const breachAt = startedAt + priceBreachMinutes * minuteMs
  if (asOf >= breachAt) return { targetAt, breachAt, state: 'breached' }
  return { targetAt, breachAt, state: asOf <= targetAt ? 'running' : 'late' }
}
