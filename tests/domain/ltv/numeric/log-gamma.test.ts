import { describe, expect, it } from 'vitest'
import { logGamma } from '../../../../src/domain/ltv/numeric/log-gamma.ts'

describe('logGamma', () => {
  it.each([
    [0.243, 1.3180435846996699],
    [1e-3, 6.907178885383853],
    [123.456, 469.6055471299295],
    [1e6, 12815504.569147611],
    [0.5, 0.5 * Math.log(Math.PI)],
  ])('logGamma(%d) = %d', (value, expected) => {
    expect(Math.abs(logGamma(value) / expected - 1)).toBeLessThan(1e-13)
  })

  it.each([1, 2])('is zero at %d', (value) => {
    expect(Math.abs(logGamma(value))).toBeLessThan(1e-14)
  })

  it('grows by ln z from z to z + 1', () => {
    for (const value of [0.01, 0.7, 3.3, 41.9, 900]) {
      expect(logGamma(value + 1) - logGamma(value)).toBeCloseTo(Math.log(value), 10)
    }
  })
})
