import { describe, expect, it } from 'vitest'
import { couponStateNames, couponStates, liveCouponStates } from '../../../src/domain/coupons/coupon.ts'

describe('coupon states', () => {
  it('have a chip word each, no two alike', () => {
    expect(new Set(couponStates.map((state) => couponStateNames[state])).size).toBe(couponStates.length)
    expect(couponStateNames.claimed).toBe('已领取')
    expect(couponStateNames.redeemed).toBe('已核销')
  })

  it('are live until redeemed or ended', () => {
    expect(liveCouponStates).toEqual(['issued', 'sent', 'opened', 'claimed'])
  })
})
