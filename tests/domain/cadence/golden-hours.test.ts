import { describe, expect, it } from 'vitest'
import { localDay } from '../../../src/domain/calendar.ts'
import {
  goldenWindowText,
  isGoldenHour,
  isQuietHour,
  nextGoldenAt,
} from '../../../src/domain/cadence/golden-hours.ts'

const shanghai = 'Asia/Shanghai'
const berlin = 'Europe/Berlin'
const at = (clock: string) => Date.parse(`2026-03-18T${clock}+08:00`)

describe('golden and quiet hours (CAD-05)', () => {
  it.each([
    ['06:59:59', false, true, '07-09'],
    ['07:00:00', true, false, '07-09'],
    ['08:59:59', true, false, '07-09'],
    ['09:00:00', false, false, '12-13'],
    ['11:59:59', false, false, '12-13'],
    ['12:00:00', true, false, '12-13'],
    ['12:59:59', true, false, '12-13'],
    ['13:00:00', false, false, '19-22'],
    ['19:00:00', true, false, '19-22'],
    ['21:59:59', true, false, '19-22'],
    ['22:00:00', false, true, '明天 07-09'],
    ['23:59:59', false, true, '明天 07-09'],
    ['00:00:00', false, true, '07-09'],
  ])('%s: golden %s, quiet %s, window %s', (clock, golden, quiet, text) => {
    expect(isGoldenHour(at(clock), shanghai)).toBe(golden)
    expect(isQuietHour(at(clock), shanghai)).toBe(quiet)
    expect(goldenWindowText(at(clock), shanghai)).toBe(text)
  })

  it('follow the clock on the wall when it changes', () => {
    expect(isGoldenHour(Date.parse('2026-03-28T06:30:00Z'), berlin)).toBe(true)
    expect(isGoldenHour(Date.parse('2026-03-29T05:00:00Z'), berlin)).toBe(true)
    expect(isGoldenHour(Date.parse('2026-03-28T05:00:00Z'), berlin)).toBe(false)
    expect(isGoldenHour(Date.parse('2026-10-25T07:59:59Z'), berlin)).toBe(true)
    expect(isGoldenHour(Date.parse('2026-10-25T08:00:00Z'), berlin)).toBe(false)
  })
})

describe('nextGoldenAt', () => {
  const always = () => true

  it('is now within a window, else the start of the next', () => {
    expect(nextGoldenAt(at('12:30:00'), shanghai, always)).toBe(at('12:30:00'))
    expect(nextGoldenAt(at('13:00:00'), shanghai, always)).toBe(at('19:00:00'))
    expect(nextGoldenAt(at('22:00:00'), shanghai, always)).toBe(Date.parse('2026-03-19T07:00:00+08:00'))
  })

  it('skips days that are full', () => {
    const today = localDay(at('12:30:00'), shanghai)
    const next = nextGoldenAt(at('12:30:00'), shanghai, (day) => day >= today + 2)
    expect(next).toBe(Date.parse('2026-03-20T07:00:00+08:00'))
    expect(nextGoldenAt(at('12:30:00'), shanghai, () => false)).toBeNull()
  })

  it("finds seven o'clock on the day on which the clock goes forward", () => {
    expect(nextGoldenAt(Date.parse('2026-03-28T22:30:00Z'), berlin, always)).toBe(
      Date.parse('2026-03-29T05:00:00Z'),
    )
  })
})
