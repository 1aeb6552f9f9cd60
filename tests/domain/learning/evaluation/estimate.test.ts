import { describe, expect, it } from 'vitest'
import {
  clusteredEstimate,
  meanEstimate,
  pairedDifference,
} from '../../../../src/domain/learning/evaluation/estimate.ts'

describe('meanEstimate', () => {
  it('is the mean with sd / √n', () => {
    const { value, standardError } = meanEstimate([1, 2, 3, 4])
    expect(value).toBe(2.5)
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
  })

  it('of one value has no error and of none is no number', () => {
    expect(meanEstimate([3])).toEqual({ value: 3, standardError: 0 })
    expect(meanEstimate([]).value).toBeNaN()
  })
})

describe('pairedDifference', () => {
  it('cancels what both have in common', () => {
    expect(pairedDifference([101, 202, 303], [100, 201, 302])).toEqual({ value: 1, standardError: 0 })
    expect(pairedDifference([3, 5], [1, 1])).toEqual({ value: 3, standardError: 1 })
  })
})

describe('clusteredEstimate', () => {
  const values = [1, 2, 3, 4, 9]

  it('with one value a unit is the plain estimate', () => {
    const plain = meanEstimate(values)
    const clustered = clusteredEstimate(values, [7, 3, 9, 1, 4])
    expect(clustered.value).toBe(plain.value)
    expect(clustered.standardError).toBeCloseTo(plain.standardError, 12)
  })

  it('counts the values of a unit as one: said twice is not known better', () => {
    const once = meanEstimate(values)
    const twice = clusteredEstimate([...values, ...values], [1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    expect(twice.value).toBe(once.value)
    expect(twice.standardError).toBeCloseTo(once.standardError, 12)
    expect(meanEstimate([...values, ...values]).standardError).toBeLessThan(0.7 * once.standardError)
  })

  it('by hand: deviations −2, −2 | +1, +3 give √(2 · (4² + 4²)) / 4 = 2', () => {
    expect(clusteredEstimate([1, 1, 4, 6], [1, 1, 2, 2])).toEqual({ value: 3, standardError: 2 })
  })

  it('of nothing is no number', () => {
    expect(clusteredEstimate([], []).value).toBeNaN()
  })
})
