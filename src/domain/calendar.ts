import { rememberDays } from './day-changes.ts'
import { aheadOfUtc } from './utc-distance.ts'

/** Days, hours and birthdays in a store's time zone. All functions are pure: the instant and the zone are arguments. */
export const dayMs = 86_400_000
export const hourMs = 3_600_000
export const minuteMs = 60_000

export interface LocalTime {
  year: number
  /** 1-12 */
  month: number
  /** 1-31 */
  dayOfMonth: number
  /** 0-23 */
  hour: number
  minute: number
  second: number
}

/** The wall clock in `timeZone` at `instantMs` (UTC epoch milliseconds). */
export function localTime(instantMs: number, timeZone: string): LocalTime {
  const wall = new Date(instantMs + aheadOfUtc(instantMs, timeZone))
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    dayOfMonth: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  }
}

/** The number of the calendar day: days since 1970-01-01 on the wall calendar, so that differences count local days. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  return Math.round(Date.UTC(year, month - 1, dayOfMonth) / dayMs)
}

const dayReaders = new Map<string, (instantMs: number) => number>()

function dayReaderFor(timeZone: string): (instantMs: number) => number {
  const known = dayReaders.get(timeZone)
  if (known) return known
  const made = rememberDays({
    dayAt(instantMs) {
      const { year, month, dayOfMonth } = localTime(instantMs, timeZone)
      return dayNumber(year, month, dayOfMonth)
    },
    instantOf: (day, hour) => instantOf(day, hour, 0, timeZone),
  })
  dayReaders.set(timeZone, made)
  return made
}

/** The local day on which `instantMs` falls in `timeZone`, as a day number. */
export function localDay(instantMs: number, timeZone: string): number {
  return dayReaderFor(timeZone)(instantMs)
}

/** The instant (UTC epoch ms) at which a wall clock time occurs; a time skipped by daylight saving resolves to the later side. */
export function instantOf(day: number, hour: number, minute: number, timeZone: string): number {
  const wanted = day * dayMs + hour * hourMs + minute * minuteMs
  let instant = wanted
  for (let round = 0; round < 2; round += 1) {
    const seen = localTime(instant, timeZone)
    const shown =
      dayNumber(seen.year, seen.month, seen.dayOfMonth) * dayMs + seen.hour * hourMs + seen.minute * minuteMs
    instant += wanted - shown
  }
  return instant
}

/** The last millisecond of the local day that contains `instantMs` (23:59:59.999). */
export function endOfLocalDay(instantMs: number, timeZone: string): number {
  return instantOf(localDay(instantMs, timeZone) + 1, 0, 0, timeZone) - 1
}

/** Whether a birthday (`MM-DD` or `YYYY-MM-DD`) falls on the local day of `instantMs`; 29 February counts on the 28th of common years. */
export function isBirthday(birthday: string, instantMs: number, timeZone: string): boolean {
  const { year, month, dayOfMonth } = localTime(instantMs, timeZone)
  const [birthMonth, birthDay] = birthday.slice(-5).split('-').map(Number)
  const isLeapYear = dayNumber(year, 3, 1) - dayNumber(year, 2, 28) === 2
  if (birthMonth === 2 && birthDay === 29 && !isLeapYear) return month === 2 && dayOfMonth === 28
  return birthMonth === month && birthDay === dayOfMonth
}
