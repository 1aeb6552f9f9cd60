import { describe, expect, it } from 'vitest'
import { dismissedUntil, isSuppressible, snoozedUntil } from '../../../src/domain/actions/suppression.ts'
import { dayMs, instantOf, localDay } from '../../../src/domain/calendar.ts'
import { asOf } from '../customers/sample-facts.ts'

const zone = 'Asia/Shanghai'
const today = localDay(asOf, zone)
const at = (days: number, hour: number, minute = 0) => instantOf(today + days, hour, minute, zone)

describe('suppression', () => {
  it('lasts whole days', () => {
    expect(dismissedUntil(asOf, 30)).toBe(asOf + 30 * dayMs)
  })

  it('is never of a complaint (NBA-02)', () => {
    expect(isSuppressible('NBA-02')).toBe(false)
    expect(isSuppressible('NBA-01')).toBe(true)
    expect(isSuppressible('SEG-04')).toBe(true)
  })

  it.each([
    ['tomorrow', at(0, 0), at(1, 7)],
    ['tomorrow', at(0, 6, 59), at(1, 7)],
    ['tomorrow', at(0, 23, 59), at(1, 7)],
    ['golden', at(0, 6, 59), at(0, 7)],
    ['golden', at(0, 7), at(0, 12)],
    ['golden', at(0, 12, 30), at(0, 19)],
    ['golden', at(0, 18, 59), at(0, 19)],
    ['golden', at(0, 19), at(1, 7)],
    ['golden', at(0, 23), at(1, 7)],
  ] as const)('%s from %i: %i (CAD-05)', (snooze, from, until) => {
    expect(snoozedUntil(snooze, from, zone)).toBe(until)
  })

  it('keeps wall clock hours over a change of the clocks', () => {
    const berlin = 'Europe/Berlin'
    const before = instantOf(localDay(Date.UTC(2026, 2, 28, 12), berlin), 22, 0, berlin)
    expect(snoozedUntil('tomorrow', before, berlin)).toBe(Date.UTC(2026, 2, 29, 5))
  })

  it('snoozes to the golden hours of the store', () => {
    expect(snoozedUntil('golden', at(0, 18), zone, { 'CAD-05.eveningFrom': 20 })).toBe(at(0, 20))
    expect(snoozedUntil('tomorrow', at(0, 18), zone, { 'CAD-05.morningFrom': 8 })).toBe(at(1, 8))
  })
})
