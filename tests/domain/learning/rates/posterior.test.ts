import { describe, expect, it } from 'vitest'
import { meanRate, shrunkenRate } from '../../../../src/domain/learning/rates/posterior.ts'

describe('shrunkenRate', () => {
  it('is Beta(kappa m + s, kappa (1 − m) + n − s)', () => {
    const rate = shrunkenRate(0.3, { trials: 40, successes: 4 })
    expect(rate).toEqual({ a: 7, b: 43 })
    expect(meanRate(rate)).toBeCloseTo(0.14, 12)
  })

  it('is the prior without trials and moves to the counts with many', () => {
    expect(meanRate(shrunkenRate(0.3, { trials: 0, successes: 0 }))).toBeCloseTo(0.3, 12)
    expect(meanRate(shrunkenRate(0.3, { trials: 1e6, successes: 1e5 }))).toBeCloseTo(0.1, 4)
  })

  it.each([2, 20])('takes kappa %d', (kappa) => {
    expect(shrunkenRate(0.5, { trials: 0, successes: 0 }, kappa)).toEqual({ a: kappa / 2, b: kappa / 2 })
  })

  it.each([1.99, 20.01, Number.NaN])('refuses kappa %d', (kappa) => {
    expect(() => shrunkenRate(0.5, { trials: 0, successes: 0 }, kappa)).toThrow('kappa')
  })

  it('refuses impossible rates and counts', () => {
    expect(() => shrunkenRate(-0.01, { trials: 0, successes: 0 })).toThrow('rate')
    expect(() => shrunkenRate(1.01, { trials: 0, successes: 0 })).toThrow('rate')
    expect(() => shrunkenRate(0.5, { trials: 3, successes: 4 })).toThrow('4 successes of 3')
    expect(() => shrunkenRate(0.5, { trials: 3, successes: -1 })).toThrow('-1 successes')
  })
})
