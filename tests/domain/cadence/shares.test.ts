import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholePercents } from '../../../src/domain/cadence/shares.ts'

const percents = (...counts: number[]) => wholePercents(counts).map(({ percent }) => percent)

describe('wholePercents', () => {
  it('gives what rounding leaves to the largest remainders, the earlier on a tie', () => {
    expect(percents(1, 1, 1)).toEqual([34, 33, 33])
    expect(percents(1, 2)).toEqual([33, 67])
    expect(percents(0, 3)).toEqual([0, 100])
    expect(percents(0, 0)).toEqual([0, 0])
    expect(percents()).toEqual([])
  })

  it('sums to 100 and is off by less than one point', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0)
        const shares = wholePercents(counts)
        expect(shares.reduce((sum, { percent }) => sum + percent, 0)).toBe(total === 0 ? 0 : 100)
        for (const { count, percent } of total === 0 ? [] : shares)
          expect(Math.abs(percent - (count * 100) / total)).toBeLessThan(1)
      }),
    )
  })
})
