import type { LtvConfidence } from './ltv-estimate.ts'

const buyersForTrust = 500
const repeatDaysForTrust = 2
const repeatDaysForHigh = 5
const clearOfEvenOdds = 0.2

/**
 * How far an LTV may be trusted. Low: fewer than 500 buyers behind the model or x < 2. High: x >= 5 and P(alive) at
 * least 0.2 away from even odds (<= 0.3 or >= 0.7). Else medium. The bounds of high are ours.
 */
export function confidenceOf(buyers: number, repeatDays: number, probabilityAlive: number): LtvConfidence {
  if (buyers < buyersForTrust || repeatDays < repeatDaysForTrust) return 'low'
  const isClear = probabilityAlive <= 0.5 - clearOfEvenOdds || probabilityAlive >= 0.5 + clearOfEvenOdds
  return repeatDays >= repeatDaysForHigh && isClear ? 'high' : 'medium'
}
