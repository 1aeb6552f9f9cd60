import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audienceLifts } from '../../../src/domain/tags/audience.ts'

const of = (name: string, reached: number, converted: number) => ({ name, size: reached, reached, converted })

describe('audience lifts (TAG-09)', () => {
  it('compares reach → conversion with the rest: 19 % against 6 % is a lift of 2.17', () => {
    const [one] = audienceLifts([of('细分', 100, 19)], { size: 900, reached: 300, converted: 31 })
    expect(one).toMatchObject({ conversion: 0.19, restConversion: 0.06, isBelowMedian: false })
    expect(one?.lift).toBeCloseTo(0.19 / 0.06 - 1, 12)
  })

  it.each([
    ['nobody reached', of('a', 0, 0), { size: 9, reached: 5, converted: 1 }, null, 0.2],
    ['no rest', of('a', 5, 1), { size: 5, reached: 5, converted: 1 }, 0.2, null],
    ['the rest bought nothing', of('a', 5, 1), { size: 9, reached: 9, converted: 1 }, 0.2, 0],
  ] as const)('has no lift: %s', (_why, audience, everyone, conversion, restConversion) => {
    expect(audienceLifts([audience], everyone)).toMatchObject([{ conversion, restConversion, lift: null }])
  })

  it('flags what is strictly below the median, from 30 reached on', () => {
    const everyone = { size: 1000, reached: 1000, converted: 100 }
    const flags = (audiences: ReturnType<typeof of>[]) =>
      audienceLifts(audiences, everyone).map(({ isBelowMedian }) => isBelowMedian)
    expect(flags([of('a', 30, 1), of('b', 30, 3), of('c', 30, 6)])).toEqual([true, false, false])
    expect(flags([of('a', 29, 0), of('b', 30, 3), of('c', 30, 6)])).toEqual([false, true, false])
    expect(flags([of('a', 30, 3), of('b', 30, 3)])).toEqual([false, false])
  })

  it('never flags more than half of the comparable ones', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 30, max: 99 }), fc.integer({ min: 0, max: 30 })))
    fc.assert(
      fc.property(counts, (pairs) => {
        const audiences = pairs.map(([reached, converted], place) => of(String(place), reached, converted))
        const lifts = audienceLifts(audiences, { size: 9_999, reached: 9_999, converted: 999 })
        expect(lifts.filter(({ isBelowMedian }) => isBelowMedian).length).toBeLessThanOrEqual(
          pairs.length / 2,
        )
      }),
    )
  })
})
