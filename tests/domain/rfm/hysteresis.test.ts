import { describe, expect, it } from 'vitest'
import { withHysteresis } from '../../../src/domain/rfm/hysteresis.ts'
import { makeThresholds, makeValues } from './populations.ts'

const thresholds = makeThresholds()

describe('withHysteresis', () => {
  it('follows the medians without a previous segment', () => {
    expect(withHysteresis(null, makeValues(100, 3, 20_000), thresholds)).toBe('important-value')
    expect(withHysteresis(null, makeValues(101, 2, 19_999), thresholds)).toBe('general-retain')
  })

  it.each([
    ['important-value', 110, 'important-value'],
    ['important-value', 111, 'important-keep'],
    ['important-keep', 91, 'important-keep'],
    ['important-keep', 90, 'important-value'],
  ] as const)('recency: %s at %d days becomes %s', (previous, recencyDays, expected) => {
    expect(withHysteresis(previous, makeValues(recencyDays, 3, 30_000), thresholds)).toBe(expected)
  })

  it.each([
    ['important-value', 18_000, 'important-value'],
    ['important-value', 17_999, 'general-value'],
    ['general-value', 21_999, 'general-value'],
    ['general-value', 22_000, 'important-value'],
  ] as const)('value: %s at %d fen becomes %s', (previous, meanValueFen, expected) => {
    expect(withHysteresis(previous, makeValues(50, 3, meanValueFen), thresholds)).toBe(expected)
  })

  it.each([
    [2, 'important-value', 2, 'important-develop'],
    [2, 'important-develop', 3, 'important-value'],
    [9, 'important-value', 9, 'important-develop'],
    [10, 'important-value', 10, 'important-value'],
    [10, 'important-value', 9, 'important-develop'],
    [10, 'important-develop', 11, 'important-develop'],
    [10, 'important-develop', 12, 'important-value'],
  ] as const)(
    'frequency, median %d: %s with %d order days becomes %s',
    (median, previous, orderDays, expected) => {
      const values = makeValues(50, orderDays, 30_000)
      expect(withHysteresis(previous, values, makeThresholds({ orderDays: median }))).toBe(expected)
    },
  )
})
