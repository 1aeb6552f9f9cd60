import { describe, expect, it } from 'vitest'
import { isLapsed, isWithinValidity } from '../../../src/domain/coupons/validity.ts'

describe('isLapsed', () => {
  it.each([
    [599_999, false],
    [600_000, true],
    [600_001, true],
  ])('%i ms after the issue: %s', (elapsed, lapsed) => {
    expect(isLapsed(5_000, 5_000 + elapsed)).toBe(lapsed)
  })
})

describe('isWithinValidity', () => {
  it.each([
    [999, true],
    [1_000, true],
    [1_001, false],
  ])('expiring at 1000, at %i: %s', (now, valid) => {
    expect(isWithinValidity(1_000, now)).toBe(valid)
  })
})
