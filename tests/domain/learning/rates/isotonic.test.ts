import { assert, double, array, integer, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isotonic } from '../../../../src/domain/learning/rates/isotonic.ts'

const cases = array(tuple(double({ min: 0, max: 1, noNaN: true }), integer({ min: 1, max: 500 })), {
  maxLength: 12,
})

describe('isotonic', () => {
  it('pools the worked example', () => {
    const smoothed = isotonic([0.05, 0.04, 0.07, 0.06, 0.09], [100, 100, 100, 300, 100])
    const expected = [0.045, 0.045, 0.0625, 0.0625, 0.09]
    expect(smoothed).toHaveLength(5)
    smoothed.forEach((value, place) => expect(value).toBeCloseTo(expected[place] ?? 0, 12))
  })

  it('leaves what ascends, and pools what only falls into its weighted mean', () => {
    expect(isotonic([1, 1, 2], [1, 1, 1])).toEqual([1, 1, 2])
    expect(isotonic([3, 2, 1], [1, 1, 2])).toEqual([1.75, 1.75, 1.75])
    expect(isotonic([], [])).toEqual([])
  })

  it('never falls and keeps the weighted sum', () => {
    assert(
      property(cases, (entries) => {
        const values = entries.map(([value]) => value)
        const weights = entries.map(([, weight]) => weight)
        const smoothed = isotonic(values, weights)
        const sum = (numbers: readonly number[]) =>
          numbers.reduce((total, value, place) => total + value * (weights[place] ?? 0), 0)
        expect(smoothed.every((value, place) => place === 0 || value >= (smoothed[place - 1] ?? 0))).toBe(
          true,
        )
        expect(Math.abs(sum(smoothed) - sum(values))).toBeLessThan(1e-6)
      }),
    )
  })
})
