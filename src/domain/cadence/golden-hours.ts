import { instantOf, localDay, localTime } from '../calendar.ts'
import type { RuleOverrides } from '../rules/value.ts'
import { goldenHoursOf, quietHoursOf } from './limits.ts'

const two = (hour: number) => String(hour).padStart(2, '0')

/** CAD-05: whether `asOf` lies in a golden window of the zone; the start is in, the end is out. */
export function isGoldenHour(asOf: number, timeZone: string, rules: RuleOverrides = {}): boolean {
  const { hour } = localTime(asOf, timeZone)
  return goldenHoursOf(rules).some(([start, end]) => hour >= start && hour < end)
}

/** CAD-05: 22:00 (inclusive) to 07:00 (exclusive), when a reason is asked. */
export function isQuietHour(asOf: number, timeZone: string, rules: RuleOverrides = {}): boolean {
  const { hour } = localTime(asOf, timeZone)
  const [from, until] = quietHoursOf(rules)
  return hour >= from || hour < until
}

/** The window that is open, or the next one: "19-22", "明天 07-09". */
export function goldenWindowText(asOf: number, timeZone: string, rules: RuleOverrides = {}): string {
  const { hour } = localTime(asOf, timeZone)
  const windows = goldenHoursOf(rules)
  const today = windows.find(([, end]) => hour < end)
  if (today) return `${two(today[0])}-${two(today[1])}`
  const [first] = windows
  return first ? `明天 ${two(first[0])}-${two(first[1])}` : ''
}

/** The first instant from `asOf` on that is golden and on a day that `isOpenDay` allows, within 60 days; null when none is. */
export function nextGoldenAt(
  asOf: number,
  timeZone: string,
  isOpenDay: (day: number) => boolean,
  rules: RuleOverrides = {},
): number | null {
  const today = localDay(asOf, timeZone)
  if (isOpenDay(today) && isGoldenHour(asOf, timeZone, rules)) return asOf
  for (let day = today; day <= today + 60; day += 1) {
    if (!isOpenDay(day)) continue
    for (const [start] of goldenHoursOf(rules)) {
      const at = instantOf(day, start, 0, timeZone)
      if (at >= asOf) return at
    }
  }
  return null
}
