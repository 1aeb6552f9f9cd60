import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs, dayNumber, localDay, localTime } from '../../src/domain/calendar.ts'

/** The last ones set their clocks across midnight, at half hours, or skipped a whole day. */
const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Kiritimati',
]

function shownDay(at: number, zone: string): number {
  const { year, month, dayOfMonth } = localTime(at, zone)
  return dayNumber(year, month, dayOfMonth)
}

describe('localDay', () => {
  it.each(zones)('is the day that the clock of %s shows, at any instant', (zone) => {
    const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) })
    fc.assert(
      fc.property(instant, (at) => {
        expect(localDay(at, zone)).toBe(shownDay(at, zone))
      }),
      { numRuns: 300 },
    )
  })

  it.each(zones)('changes with the clock of %s, to the millisecond, on every day of two years', (zone) => {
    for (let day = dayNumber(2010, 12, 25); day < dayNumber(2012, 1, 5); day += 1) {
      const shown = shownDay(day * dayMs, zone)
      let [before, after] = [day * dayMs, (day + 1) * dayMs]
      if (shownDay(after, zone) === shown) continue
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2)
        if (shownDay(middle, zone) === shown) before = middle
        else after = middle
      }
      expect([localDay(before, zone), localDay(after, zone)]).toEqual([shown, shownDay(after, zone)])
    }
  })
})
