import { expect, it } from 'vitest'
import { isWithinValidity } from '../../../src/domain/coupons/validity.ts'

it.each([
  [999, true],
  [1_000, true],
  [1_001, false],
])('a coupon that expires at 1000 still redeems at %i: %s', (now, valid) => {
  expect(isWithinValidity(1_000, now)).toBe(valid)
})
