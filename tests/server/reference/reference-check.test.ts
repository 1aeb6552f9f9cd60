import { describe, expect, it } from 'vitest'
import { checkLine, isWithin } from '../../../src/server/reference/reference-check.ts'

describe('isWithin', () => {
  it.each([
    [100, 100, 0, false, true],
    [100, 100.5, 0.5, false, true],
    [100, 100.75, 0.5, false, false],
    [-100, -100.5, 0.5, false, true],
    [-100, -101, 0.01, true, true],
    [-100, -101.5, 0.01, true, false],
    [100, Number.NaN, 1, false, false],
    [100, Infinity, 1, true, false],
  ])(
    'expected %d, actual %d, tolerance %d, relative %s: %s',
    (expected, actual, tolerance, isRelative, isOk) => {
      expect(isWithin({ what: 'x', expected, actual, tolerance, isRelative })).toBe(isOk)
    },
  )
})

describe('checkLine', () => {
  it('says yes or NO', () => {
    const check = { what: 'median', expected: 208, tolerance: 0, isRelative: false }
    expect(checkLine({ ...check, actual: 208 })).toMatch(/^median +208 +208 +0 +yes$/)
    expect(checkLine({ ...check, actual: 209 })).toMatch(/^median +208 +209 +0 +NO$/)
  })
})
