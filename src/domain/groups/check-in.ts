import { localDay } from '../calendar.ts'
import { type RuleOverrides, ruleValue } from '../rules/value.ts'

export interface CheckInSettings {
  /** Days with a check-in that make a week count. */
  perWeek: number
  /** Weeks in a row that make a streak. */
  streakWeeks: number
}

/** CAD-11, C19: once a week, four weeks in a row, where the store set nothing else. */
export function checkInSettings(rules: RuleOverrides = {}): CheckInSettings {
  return {
    perWeek: ruleValue({ rules }, 'CAD-11', 'perWeek'),
    streakWeeks: ruleValue({ rules }, 'CAD-11', 'streakWeeks'),
  }
}

export interface CheckInStreak {
  /** Weeks in a row that count, the running one included once it counts. */
  weeks: number
  isReached: boolean
  isThisWeekDone: boolean
}

/** Weeks run Monday to Sunday; day 0 of the calendar was a Thursday. */
const weekOf = (day: number) => Math.floor((day + 3) / 7)

/**
 * CAD-11: the weekly streak at `asOf` (epoch ms). Two check-ins on one local day count once, later ones than `asOf` not at
 * all; a running week without a check-in does not break the streak yet. Reached from `streakWeeks` on (inclusive).
 */
export function checkInStreak(
  checkInsAt: readonly number[],
  asOf: number,
  timeZone: string,
  settings: CheckInSettings = checkInSettings(),
): CheckInStreak {
  const days = new Set(checkInsAt.filter((at) => at <= asOf).map((at) => localDay(at, timeZone)))
  const daysPerWeek = new Map<number, number>()
  for (const day of days) daysPerWeek.set(weekOf(day), (daysPerWeek.get(weekOf(day)) ?? 0) + 1)
  const isDone = (week: number) => (daysPerWeek.get(week) ?? 0) >= Math.max(1, settings.perWeek)
  const thisWeek = weekOf(localDay(asOf, timeZone))
  const isThisWeekDone = isDone(thisWeek)
  let weeks = isThisWeekDone ? 1 : 0
  while (isDone(isThisWeekDone ? thisWeek - weeks : thisWeek - 1 - weeks)) weeks += 1
  return { weeks, isReached: weeks >= settings.streakWeeks, isThisWeekDone }
}

/** CAD-11: members with a reached streak in percent of those who checked in at all, 0 to 100; null while nobody has. */
export function streakSharePercent(streaks: readonly CheckInStreak[]): number | null {
  const playing = streaks.filter(({ weeks }) => weeks > 0)
  if (playing.length === 0) return null
  return Math.round((playing.filter(({ isReached }) => isReached).length / playing.length) * 1000) / 10
}

/** CAD-11 for staff: the check-in as the group runs it. */
export function checkInText({ weeks, isReached, isThisWeekDone }: CheckInStreak): string {
  const now = isThisWeekDone ? '本周已打卡' : '本周还没打卡'
  if (weeks === 0) return now
  return `${now}，已连续${weeks}周${isReached ? '，形成习惯' : ''}`
}
