import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activityReturn, returnOnCost } from '../../../../src/domain/metrics/cost/return-on-cost.ts'

describe('returnOnCost', () => {
  it.each([
    [10_000, 0, null],
    [0, 2000, 0],
    [10_000, 2000, 5],
    [-1000, 2000, -0.5],
  ])('margin of %i fen for %i fen: %s', (grossMarginFen, costFen, roi) => {
    expect(returnOnCost({ grossMarginFen, costFen })).toBe(roi)
  })

  it('falls as the cost rises', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 1e9 }),
        fc.nat(1e9),
        (grossMarginFen, costFen, more) => {
          const roi = returnOnCost({ grossMarginFen, costFen }) ?? -1
          return (returnOnCost({ grossMarginFen, costFen: costFen + more }) ?? -1) <= roi
        },
      ),
    )
  })
})

describe('activityReturn (OFF-07)', () => {
  it.each([
    [499_999, false],
    [500_000, true],
    [500_001, true],
  ])('margin of %i fen for 1,000 元: %s', (grossMarginFen, isReached) => {
    const result = activityReturn({ grossMarginFen, costFen: 100_000 })
    expect(result).toEqual({ ruleId: 'OFF-07', roi: grossMarginFen / 100_000, targetRoi: 5, isReached })
  })

  it('has no answer where nothing was spent, and follows the store', () => {
    expect(activityReturn({ grossMarginFen: 1, costFen: 0 })).toMatchObject({ roi: null, isReached: null })
    expect(activityReturn({ grossMarginFen: 5, costFen: 1 }, { 'OFF-07.roi': 6 }).isReached).toBe(false)
  })
})
