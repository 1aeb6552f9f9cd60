import { describe, expect, it } from 'vitest'
import { createClock } from '../../../src/app/composables/useClock.ts'

/** 2026-11-21 00:30 in Shanghai, still the 20th in UTC. */
const now = Date.UTC(2026, 10, 20, 16, 30)
const clock = createClock('Asia/Shanghai', () => now)
const hour = 3_600_000

describe('days of the store’s calendar', () => {
  it.each([
    [now, '今天'],
    [now - hour / 2, '今天'],
    [now - hour / 2 - 1, '昨天'],
    [now + 23.5 * hour - 1, '今天'],
    [now + 23.5 * hour, '明天'],
    [now + 48 * hour, '11-23'],
    [Date.UTC(2025, 11, 31, 12), '2025-12-31'],
  ])('%i is %s', (at, day) => {
    expect(clock.day(at)).toBe(day)
  })

  it('times have two digits', () => {
    expect(clock.moment(now)).toBe('今天 00:30')
  })
})
