import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentOfFen, shareOut, yuan } from '../../src/domain/money.ts'

describe('yuan', () => {
  it.each([
    [6_400, '64'],
    [990, '9.9'],
    [1, '0.01'],
    [0, '0'],
    [-1_050, '-10.5'],
    [100_000_005, '1000000.05'],
  ])('%i fen is %s', (fen, text) => {
    expect(yuan(fen)).toBe(text)
  })
})

describe('percentOfFen', () => {
  it.each([
    [50_000, 10, 5_000],
    [19_999, 10, 1_999],
    [5, 20, 1],
    [4, 20, 0],
    [4_350, 18, 783],
  ])('of %i fen, %i %% is %i', (amountFen, percent, fen) => {
    expect(percentOfFen(amountFen, percent)).toBe(fen)
  })
})

describe('shareOut', () => {
  it('gives the odd fen to the largest remainder, then to the first', () => {
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(shareOut(10, [3, 1])).toEqual([8, 2])
    expect(shareOut(10, [1, 3])).toEqual([3, 7])
  })

  it('shares equally when nothing weighs, and to nobody nothing', () => {
    expect(shareOut(5, [0, 0])).toEqual([3, 2])
    expect(shareOut(5, [])).toEqual([])
  })

  it('always sums to the whole', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.array(fc.nat(100_000), { minLength: 1 }), (totalFen, weights) => {
        const parts = shareOut(totalFen, weights)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(totalFen)
        for (const part of parts) expect(part).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
