import { dayNumber, instantOf, localTime } from '../calendar.ts'

/** Fewest months that may be kept: segments and caps look back 12 months, and the running one is not over. */
export const leastRetentionMonths = 13

/** The last day of a month, 28 to 31. */
function lastDayOf(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)
}

/**
 * What happened before this instant is past the retention: the beginning of the local day `months` calendar months ago, or of
 * the last day of that month where it has fewer days. Exclusive: what happened at the instant itself is kept.
 */
export function retentionStart(asOf: number, months: number, timeZone: string): { at: number; day: number } {
  const { year, month, dayOfMonth } = localTime(asOf, timeZone)
  const monthsSince = year * 12 + (month - 1) - months
  const [startYear, startMonth] = [Math.floor(monthsSince / 12), (monthsSince % 12) + 1]
  const day = dayNumber(startYear, startMonth, Math.min(dayOfMonth, lastDayOf(startYear, startMonth)))
  return { at: instantOf(day, 0, 0, timeZone), day }
}
