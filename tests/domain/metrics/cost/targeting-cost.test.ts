import { describe, expect, it } from 'vitest'
import { targetingCost } from '../../../../src/domain/metrics/cost/targeting-cost.ts'

describe('targetingCost (TAG-10)', () => {
  it.each([
    [14_999, true],
    [15_000, true],
    [15_001, false],
  ])('%i fen of a margin of 1,000 元 lies within 15 %%: %s', (costFen, isWithinMargin) => {
    const cost = targetingCost({ grossMarginFen: 100_000, costFen })
    expect(cost).toMatchObject({ ruleId: 'TAG-10', marginShare: costFen / 100_000, isWithinMargin })
  })

  it.each([
    [29_999, false],
    [30_000, true],
    [30_001, true],
  ])('a margin of %i fen for 100 元 returns 1:3: %s', (grossMarginFen, isRoiReached) => {
    const cost = targetingCost({ grossMarginFen, costFen: 10_000 })
    expect(cost).toMatchObject({ targetRoi: 3, roi: grossMarginFen / 10_000, isRoiReached })
  })

  it.each([
    [0, 0, null, null],
    [100, 0, null, true],
    [0, 100, false, false],
    [-50, 100, false, false],
  ])('margin %i, cost %i: ROI %s, within the margin %s', (grossMarginFen, costFen, isRoi, isWithin) => {
    const cost = targetingCost({ grossMarginFen, costFen })
    expect([cost.isRoiReached, cost.isWithinMargin]).toEqual([isRoi, isWithin])
  })

  it('follows the lines of the store', () => {
    const rules = { 'TAG-10.roi': 4, 'TAG-10.marginPercent': 30 }
    const cost = targetingCost({ grossMarginFen: 1000, costFen: 300 }, rules)
    expect(cost).toMatchObject({ isRoiReached: false, isWithinMargin: true, maxMarginPercent: 30 })
  })
})
