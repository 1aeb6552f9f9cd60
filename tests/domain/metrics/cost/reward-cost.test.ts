import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardCost } from '../../../../src/domain/metrics/cost/reward-cost.ts'

describe('rewardCost (OFF-06)', () => {
  it.each([
    [29_999, false],
    [30_000, true],
    [30_001, true],
  ])('%i fen of a margin of 1,000 元 alerts: %s', (rewardCostFen, isAlert) => {
    expect(rewardCost({ rewardCostFen, grossMarginFen: 100_000, orders: 10 })).toEqual({
      ruleId: 'OFF-06',
      costPerOrderFen: 3000,
      marginShare: rewardCostFen / 100_000,
      limitPercent: 30,
      isAlert,
    })
  })

  it.each([
    [0, 0, 0, null, false],
    [0, -5, 1, 0, false],
    [1, 0, 1, 1, true],
    [100, -5, 0, null, true],
  ])('cost %i, margin %i, %i orders', (rewardCostFen, grossMarginFen, orders, costPerOrderFen, isAlert) => {
    const cost = rewardCost({ rewardCostFen, grossMarginFen, orders })
    expect(cost).toMatchObject({ costPerOrderFen, marginShare: null, isAlert })
  })

  it('follows the store', () => {
    const totals = { rewardCostFen: 20, grossMarginFen: 100, orders: 1 }
    expect(rewardCost(totals, { 'OFF-06.percent': 20 }).isAlert).toBe(true)
  })

  it('a higher cost never takes an alert away', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.integer({ min: -1e9, max: 1e9 }), (cost, more, margin) => {
        const alerts = (rewardCostFen: number) =>
          rewardCost({ rewardCostFen, grossMarginFen: margin, orders: 1 }).isAlert
        return !alerts(cost) || alerts(cost + more)
      }),
    )
  })
})
