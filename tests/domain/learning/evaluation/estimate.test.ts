import { describe, expect, it } from 'vitest'
import { meanEstimate, pairedDifference } from '../../../../src/domain/learning/evaluation/estimate.ts'

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
