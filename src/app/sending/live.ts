import type { Coupon } from '../../contract/coupons.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'

export function isLive(coupon: Coupon): boolean {
  return liveCouponStates.includes(coupon.state)
}

/** Advisors may void until the customer has taken it. */
export function isVoidable(coupon: Coupon): boolean {
  return coupon.state === 'issued' || coupon.state === 'sent' || coupon.state === 'opened'
}
