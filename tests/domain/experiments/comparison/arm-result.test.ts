import { describe, expect, it } from 'vitest'
import { rateAsMean } from '../../../../src/domain/experiments/comparison/arm-result.ts'

describe('rateAsMean', () => {
  it('has s² = m (1 − m)', () => {
    expect(rateAsMean({ customers: 50, successes: 10 })).toEqual({
      customers: 50,
      mean: 0.2,
      standardDeviation: Math.sqrt(0.2 * 0.8),
    })
    expect(rateAsMean({ customers: 0, successes: 0 }).mean).toBe(0)
  })
})
