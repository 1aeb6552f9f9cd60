import { describe, expect, it } from 'vitest'
import {
  dayMs,
  dayNumber,
  endOfLocalDay,
  instantOf,
  isBirthday,
  localDay,
  localTime,
} from '../../src/domain/calendar.ts'

const shanghai = 'Asia/Shanghai'
const berlin = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)

describe('localTime and localDay', () => {
  it('read the wall clock of the zone', () => {
    expect(localTime(at('2026-03-18T16:05:09Z'), shanghai)).toEqual({
      year: 2026,
      month: 3,
      dayOfMonth: 19,
      hour: 0,
      minute: 5,
      second: 9,
    })
  })

  it('change the day at local midnight', () => {
    const day = dayNumber(2026, 3, 18)
    expect(localDay(at('2026-03-18T15:59:59.999Z'), shanghai)).toBe(day)
    expect(localDay(at('2026-03-18T16:00:00Z'), shanghai)).toBe(day + 1)
    expect(localDay(at('2026-03-18T16:00:00Z'), 'UTC')).toBe(day)
  })

  it('count days across a change of the clock', () => {
    const before = localDay(at('2026-03-28T12:00:00+01:00'), berlin)
    expect(localDay(at('2026-03-30T00:30:00+02:00'), berlin) - before).toBe(2)
  })
})

describe('instantOf', () => {
  it.each([
    [dayNumber(2026, 3, 18), 19, shanghai, '2026-03-18T11:00:00Z'],
    [dayNumber(2026, 3, 29), 7, berlin, '2026-03-29T05:00:00Z'],
    [dayNumber(2026, 3, 28), 7, berlin, '2026-03-28T06:00:00Z'],
    [dayNumber(2026, 10, 25), 7, berlin, '2026-10-25T06:00:00Z'],
    [dayNumber(2026, 1, 1), 0, 'America/St_Johns', '2026-01-01T03:30:00Z'],
  ])('day %i, %i:00 in %s is %s', (day, hour, zone, iso) => {
    expect(instantOf(day, hour, 0, zone)).toBe(at(iso))
  })
})

describe('endOfLocalDay', () => {
  it('is one millisecond before the next local midnight, on short and long days too', () => {
    expect(endOfLocalDay(at('2026-03-18T01:00:00Z'), shanghai)).toBe(at('2026-03-18T16:00:00Z') - 1)
    const short =
      endOfLocalDay(at('2026-03-29T12:00:00Z'), berlin) + 1 - instantOf(dayNumber(2026, 3, 29), 0, 0, berlin)
    const long =
      endOfLocalDay(at('2026-10-25T12:00:00Z'), berlin) + 1 - instantOf(dayNumber(2026, 10, 25), 0, 0, berlin)
    expect([short / dayMs, long / dayMs]).toEqual([23 / 24, 25 / 24])
  })
})

describe('isBirthday', () => {
  it.each([
    ['03-18', '2026-03-17T15:59:59Z', false],
    ['03-18', '2026-03-17T16:00:00Z', true],
    ['1990-03-18', '2026-03-18T15:59:59Z', true],
    ['1990-03-18', '2026-03-18T16:00:00Z', false],
    ['02-29', '2026-02-28T04:00:00Z', true],
    ['02-29', '2028-02-28T04:00:00Z', false],
    ['02-29', '2028-02-29T04:00:00Z', true],
    ['02-28', '2026-02-28T04:00:00Z', true],
  ])('%s at %s: %s', (birthday, iso, expected) => {
    expect(isBirthday(birthday, at(iso), shanghai)).toBe(expected)
  })
})
