import { describe, expect, it } from 'vitest'
import { isPersonalisingProven, learningMode } from '../../../../src/domain/learning/policy/learning-mode.ts'

describe('isPersonalisingProven', () => {
  it.each([
    [null, false],
    [{ gain: 1.99, standardError: 1 }, false],
    [{ gain: 2, standardError: 1 }, false],
    [{ gain: 2.01, standardError: 1 }, true],
    [{ gain: 0, standardError: 0 }, false],
    [{ gain: Number.NaN, standardError: Number.NaN }, false],
  ])('of %o is %s', (gain, proven) => {
    expect(isPersonalisingProven(gain)).toBe(proven)
  })
})

describe('learningMode', () => {
  const proven = { gain: 3, standardError: 1 }
  it.each([
    [499, proven, 'deterministic'],
    [500, proven, 'personal'],
    [501, proven, 'personal'],
    [499, null, 'deterministic'],
    [500, null, 'single'],
    [500, { gain: 2, standardError: 1 }, 'single'],
  ] as const)('after %i coupons with %o is %s', (sent, gain, mode) => {
    expect(learningMode(sent, 500, gain)).toBe(mode)
  })
})
