import { describe, expect, it } from 'vitest'
import { rateAsMean } from '../../../../src/domain/experiments/comparison/arm-result.ts'
import {
  holdOutLift,
  incrementality,
  incrementalOrders,
  incrementalRoi,
} from '../../../../src/domain/experiments/increment/hold-out-lift.ts'

const group = (customers: number, mean: number) => ({ customers, mean, standardDeviation: 0.3 })

describe('holdOutLift', () => {
  it.each([
    [3999, { isMeasurable: false, missingCustomers: 1 }],
    [0, { isMeasurable: false, missingCustomers: 4000 }],
  ])('with %i in the hold-out gives no number', (customers, expected) => {
    expect(holdOutLift(group(90_000, 0.12), group(customers, 0.1))).toEqual(expected)
    expect(holdOutLift(group(customers, 0.12), group(90_000, 0.1))).toEqual(expected)
  })

  it.each([4000, 4001])('with %i gives the difference and its error', (customers) => {
    const measured = holdOutLift(group(76_000, 0.12), group(customers, 0.1))
    if (!measured.isMeasurable) throw new Error('was to be measurable')
    expect(measured.lift).toBeCloseTo(0.02, 12)
    expect(measured.standardError).toBeCloseTo(0.3 * Math.sqrt(1 / 76_000 + 1 / customers), 12)
  })
})

describe('what the lift is worth', () => {
  it('finds 54 % of the orders incremental where 0.573 of 1.253 points come anyway', () => {
    const treated = rateAsMean({ customers: 100_000, successes: 1253 })
    const holdOut = rateAsMean({ customers: 100_000, successes: 573 })
    const measured = holdOutLift(treated, holdOut)
    if (!measured.isMeasurable) throw new Error('was to be measurable')
    expect(incrementalOrders(treated.customers, measured.lift)).toBeCloseTo(680, 6)
    expect(incrementality(measured.lift, 1253, treated.customers)).toBeCloseTo(0.543, 3)
  })

  it('earns margin per fen of coupon', () => {
    const gained = { customers: 10_000, revenueLiftFen: 300, marginShare: 0.7 }
    expect(incrementalRoi(gained, 1_500_000)).toBeCloseTo(1.4, 12)
  })

  it('says nothing where nothing was spent or redeemed', () => {
    expect(incrementalRoi({ customers: 10, revenueLiftFen: 300, marginShare: 0.7 }, 0)).toBeNull()
    expect(incrementality(0.01, 0, 100)).toBeNull()
  })
})
