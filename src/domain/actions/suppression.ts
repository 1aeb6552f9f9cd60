import { goldenHoursOf } from '../cadence/limits.ts'
import { dayMs, instantOf, localDay } from '../calendar.ts'
import type { RuleOverrides } from '../rules/value.ts'
import type { Snooze } from './reject-reasons.ts'

/** An open complaint ends by being dealt with, never by being put aside (NBA-02). */
export function isSuppressible(ruleId: string): boolean {
  return ruleId !== 'NBA-02'
}

/** The instant from which a dismissed rule may call again: whole days of 24 h, that instant included. */
export function dismissedUntil(asOf: number, days: number): number {
  return asOf + days * dayMs
}

/**
 * The instant from which a snoozed rule calls again. 'tomorrow': the first golden hour of the next local day. 'golden': the
 * next start of a golden window, later than `asOf` even while a window is open (CAD-05).
 */
export function snoozedUntil(
  snooze: Snooze,
  asOf: number,
  timeZone: string,
  rules: RuleOverrides = {},
): number {
  const today = localDay(asOf, timeZone)
  const startsOn = (day: number) => goldenHoursOf(rules).map(([start]) => instantOf(day, start, 0, timeZone))
  const starts = snooze === 'tomorrow' ? startsOn(today + 1) : [...startsOn(today), ...startsOn(today + 1)]
  return starts.find((at) => at > asOf) ?? asOf + dayMs
}
