import { dayMs, endOfLocalDay, instantOf, localDay } from '../../domain/calendar.ts'
import { CommandFailed } from './terminal.ts'

/** The day number of a real `YYYY-MM-DD`; anything else is refused, 31 February included. */
export function asOfDay(text: string, option = '--as-of'): number {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== text) {
    throw new CommandFailed(`${option}: ${text} is not a date such as 2026-01-31`, 2)
  }
  return midnight / dayMs
}

/** The end of that day in the store's time zone, and never later than now; a day ahead is refused. */
export function endOfDay(day: number, { now, timeZone }: { now: number; timeZone: string }): number {
  if (day > localDay(now, timeZone)) {
    throw new CommandFailed('--as-of: that day lies ahead; give today or an earlier one', 2)
  }
  return Math.min(now, endOfLocalDay(instantOf(day, 12, 0, timeZone), timeZone))
}
