import { dayMs, endOfLocalDay, instantOf, localDay } from '../../domain/calendar.ts'
import { CommandFailed } from './terminal.ts'

/** Day number of a real `YYYY-MM-DD`; null for anything else, 31 February included. */
function calendarDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const midnight = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== text) return null
  return midnight / dayMs
}

/** The instant that `--as-of` means: the end of that day in the store's time zone, and never later than now. */
export function asOfInstant(text: string, { now, timeZone }: { now: number; timeZone: string }): number {
  const day = calendarDay(text)
  if (day === null) throw new CommandFailed(`--as-of: ${text} is not a date such as 2026-01-31`, 2)
  if (day > localDay(now, timeZone)) {
    throw new CommandFailed(`--as-of: ${text} lies ahead; give today or an earlier day`, 2)
  }
  return Math.min(now, endOfLocalDay(instantOf(day, 12, 0, timeZone), timeZone))
}
