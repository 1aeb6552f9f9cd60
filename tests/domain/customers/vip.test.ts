import { describe, expect, it } from 'vitest'
import { isVip } from '../../../src/domain/customers/vip.ts'

describe('isVip (SEG-06)', () => {
  it.each([
    [0, false],
    [3, false],
    [4, true],
    [5, true],
  ])('%i purchase days: %s', (purchaseDays, vip) => {
    expect(isVip(purchaseDays)).toBe(vip)
  })

  it.each([
    [5, false],
    [6, true],
  ])('%i purchase days where the store asks for five repurchases: %s', (purchaseDays, vip) => {
    expect(isVip(purchaseDays, { 'SEG-06.repurchases': 5 })).toBe(vip)
  })
})
