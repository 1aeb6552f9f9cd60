import type { CouponState } from '../../domain/coupons/coupon.ts'
import { couponTransitions } from '../../domain/coupons/transitions.ts'

/**
 * Beside the moves of the table: a late word of sending revives to `sent`, and an order paid before the expiry that was
 * booked meanwhile still redeems.
 */
const also: readonly [from: CouponState, to: CouponState][] = [
  ['lapsed', 'sent'],
  ['expired', 'redeemed'],
]

/** Every step that a coupon may have made, as `from>to`; it begins with `>issued`. */
export function legalSteps(): string[] {
  const moves = couponTransitions.flatMap(({ from, to }) => from.map((state) => [state, to] as const))
  return ['>issued', ...[...moves, ...also].map(([from, to]) => `${from}>${to}`)]
}
