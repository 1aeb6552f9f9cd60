import { describe, expect, it } from 'vitest'
import { localDay } from '../../../src/domain/calendar.ts'
import { periodBefore, periodOf, periodUntil } from '../../../src/domain/review/period.ts'

const shanghai = 'Asia/Shanghai'
const asOf = Date.parse('2026-03-18T20:00:00+08:00')
const today = localDay(asOf, shanghai)

describe('periodUntil', () => {
  it('is the last 7 local days, today as far as it has come', () => {
    expect(periodUntil(asOf, 7, shanghai)).toEqual({
      fromDay: today - 6,
      untilDay: today,
      fromAt: Date.parse('2026-03-12T00:00:00+08:00'),
      untilAt: asOf + 1,
    })
  })

  it('of one day is today', () => {
    expect(periodUntil(asOf, 1, shanghai).fromAt).toBe(Date.parse('2026-03-18T00:00:00+08:00'))
  })
})

describe('periodBefore', () => {
  it('is as many whole days right before', () => {
    expect(periodBefore(periodUntil(asOf, 7, shanghai), shanghai)).toEqual({
      fromDay: today - 13,
      untilDay: today - 7,
      fromAt: Date.parse('2026-03-05T00:00:00+08:00'),
      untilAt: Date.parse('2026-03-12T00:00:00+08:00'),
    })
  })

  it('leaves no gap and no overlap where the clock is put forward', () => {
    const zone = 'America/New_York'
    const now = Date.parse('2026-03-10T12:00:00-04:00')
    const week = periodUntil(now, 7, zone)
    const before = periodBefore(week, zone)
    expect(before.untilAt).toBe(week.fromAt)
    expect(week.fromAt).toBe(Date.parse('2026-03-04T00:00:00-05:00'))
    expect(periodOf(week.untilDay, 3, zone).untilAt - periodOf(week.untilDay, 3, zone).fromAt).toBe(
      3 * 86_400_000 - 3_600_000,
    )
  })
})
