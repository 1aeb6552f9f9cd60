import { describe, expect, it } from 'vitest'
import { buyersPercent, isProven } from '../../../../src/domain/scripts/fit/script-usage.ts'

const usage = (customers: number, buyers: number) => ({ timesSent: customers, customers, buyers })

describe('buyersPercent', () => {
  it('says nothing below 20 customers', () => {
    expect(buyersPercent(usage(19, 19))).toBeNull()
    expect(buyersPercent(usage(20, 19))).toBe(95)
  })

  it('has one decimal', () => {
    expect(buyersPercent(usage(512, 35))).toBe(6.8)
  })
})

describe('isProven', () => {
  it.each([
    [usage(20, 1), true],
    [usage(21, 1), false],
    [usage(20, 0), false],
    [usage(19, 19), false],
    [undefined, false],
  ])('%j: %s', (known, expected) => {
    expect(isProven(known)).toBe(expected)
  })
})
