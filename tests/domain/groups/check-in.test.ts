import { describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../../src/domain/calendar.ts'
import {
  checkInSettings,
  checkInStreak,
  checkInText,
  streakSharePercent,
} from '../../../src/domain/groups/check-in.ts'

const zone = 'Asia/Shanghai'
/** Wednesday 2026-03-18 20:00 in Shanghai. */
const asOf = Date.UTC(2026, 2, 18, 12)
const weeksAgo = (...weeks: number[]) => weeks.map((week) => asOf - week * 7 * dayMs)
/** Monday 2026-03-16 00:00 in Shanghai. */
const monday = Date.UTC(2026, 2, 15, 16)

describe('checkInStreak (CAD-11, C19)', () => {
  it('defaults to once a week, four weeks', () => {
    expect(checkInSettings()).toEqual({ perWeek: 1, streakWeeks: 4 })
  })

  it.each([
    [[], 0, false, false],
    [weeksAgo(0), 1, false, true],
    [weeksAgo(0, 1, 2), 3, false, true],
    [weeksAgo(0, 1, 2, 3), 4, true, true],
    [weeksAgo(0, 1, 2, 3, 4), 5, true, true],
    [weeksAgo(1, 2, 3, 4), 4, true, false],
    [weeksAgo(2, 3, 4, 5), 0, false, false],
    [weeksAgo(0, 2, 3, 4), 1, false, true],
  ])('%j: %i weeks, reached %s, this week %s', (at, weeks, isReached, isThisWeekDone) => {
    expect(checkInStreak(at, asOf, zone)).toEqual({ weeks, isReached, isThisWeekDone })
  })

  it('begins a week on Monday at midnight in the zone of the store', () => {
    expect(checkInStreak([monday], asOf, zone).isThisWeekDone).toBe(true)
    expect(checkInStreak([monday - 1], asOf, zone)).toMatchObject({ isThisWeekDone: false, weeks: 1 })
    expect(checkInStreak([monday + 7 * dayMs - 1, monday], monday + 7 * dayMs - 1, zone).weeks).toBe(1)
  })

  it('counts days, not taps, and nothing from the future', () => {
    const twice = { perWeek: 2, streakWeeks: 1 }
    expect(checkInStreak([asOf, asOf - hourMs], asOf, zone, twice).isReached).toBe(false)
    expect(checkInStreak([asOf, asOf - dayMs], asOf, zone, twice).isReached).toBe(true)
    expect(checkInStreak([asOf + 1], asOf, zone).weeks).toBe(0)
  })
})

describe('streakSharePercent', () => {
  const streak = (weeks: number) => ({ weeks, isReached: weeks >= 4, isThisWeekDone: true })
  it('is the share of those who play', () => {
    expect(streakSharePercent([4, 3, 1, 0].map(streak))).toBe(33.3)
    expect(streakSharePercent([5, 4].map(streak))).toBe(100)
    expect(streakSharePercent([0, 0].map(streak))).toBeNull()
  })
})

describe('checkInText (CAD-11)', () => {
  it.each([
    [{ weeks: 0, isReached: false, isThisWeekDone: false }, '本周还没打卡'],
    [{ weeks: 1, isReached: false, isThisWeekDone: true }, '本周已打卡，已连续1周'],
    [{ weeks: 3, isReached: false, isThisWeekDone: false }, '本周还没打卡，已连续3周'],
    [{ weeks: 4, isReached: true, isThisWeekDone: true }, '本周已打卡，已连续4周，形成习惯'],
  ])('%o', (streak, text) => {
    expect(checkInText(streak)).toBe(text)
  })
})
