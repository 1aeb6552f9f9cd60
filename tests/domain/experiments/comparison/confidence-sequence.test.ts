import { describe, expect, it } from 'vitest'
import { rateAsMean } from '../../../../src/domain/experiments/comparison/arm-result.ts'
import {
  liftInterval,
  sequenceHalfWidth,
  sequenceRho,
} from '../../../../src/domain/experiments/comparison/confidence-sequence.ts'

const settings = { alpha: 0.05, plannedCustomers: 5000 }

describe('the confidence sequence', () => {
  it('has the published rho and half-width', () => {
    expect(sequenceRho(settings)).toBeCloseTo(0.0398400668, 10)
    expect(sequenceHalfWidth(0.01, 2000, settings)).toBeCloseTo(0.0312377909, 10)
    expect(sequenceHalfWidth(0.01, 2000, settings) / (0.01 * 1.959963984540054)).toBeCloseTo(1.594, 3)
  })

  it("gives GrowthBook's interval for 1396/3000 against 2422/3461", () => {
    const interval = liftInterval(
      rateAsMean({ customers: 3000, successes: 1396 }),
      rateAsMean({ customers: 3461, successes: 2422 }),
      settings,
    )
    expect(interval?.lift).toBeCloseTo(0.50386, 5)
    expect(interval?.standardError).toBeCloseTo(0.03386, 5)
    expect(interval?.low).toBeCloseTo(0.40098, 5)
    expect(interval?.high).toBeCloseTo(0.60675, 5)
  })

  it('says nothing while there is no lift to speak of', () => {
    const some = rateAsMean({ customers: 100, successes: 10 })
    expect(liftInterval(rateAsMean({ customers: 100, successes: 0 }), some)).toBeNull()
    expect(liftInterval(some, rateAsMean({ customers: 0, successes: 0 }))).toBeNull()
    expect(liftInterval({ customers: 0, mean: 0.1, standardDeviation: 0.3 }, some)).toBeNull()
  })
})
