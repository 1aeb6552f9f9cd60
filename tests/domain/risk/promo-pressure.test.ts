import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pressureOf, pressurePerWeek, promoPressure } from '../../../src/domain/risk/promo-pressure.ts'

const today = 20_000
const promos = (count: number) => Array.from({ length: count }, () => today)

describe('promoPressure (RISK-05)', () => {
  it.each([
    [0, 0, false],
    [4, 0.8, false],
    [5, 1, true],
    [6, 1.2, true],
  ])('%i promotions this week: index %d', (count, index, isHigh) => {
    const pressure = promoPressure(promos(count), today)
    expect(pressure).toEqual({ ruleId: 'RISK-05', promosThisWeek: count, index, isHigh })
  })

  it.each([pressurePerWeek - 1, pressurePerWeek, pressurePerWeek + 1])(
    'says the same of %i that were counted before',
    (count) => {
      expect(pressureOf(count)).toEqual(promoPressure(promos(count), today))
    },
  )

  it('counts the last 7 local days, today included', () => {
    expect(promoPressure([today - 7, today - 6, today, today + 1], today).promosThisWeek).toBe(2)
  })

  it('never falls with one more', () => {
    fc.assert(
      fc.property(fc.nat(40), (count) => {
        const [now, next] = [promoPressure(promos(count), today), promoPressure(promos(count + 1), today)]
        return next.index > now.index && (!now.isHigh || next.isHigh)
      }),
    )
  })
})
