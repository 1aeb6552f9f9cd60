import { expect, it } from 'vitest'
import { isDoubleTap } from '../../../src/app/sending/double-tap.ts'

it.each([
  [undefined, false],
  [10_000, true],
  [9_201, true],
  [9_200, false],
])('sent at %s is a double tap at 10000: %s', (sentAt, isDouble) => {
  expect(isDoubleTap(sentAt, 10_000)).toBe(isDouble)
})
