import type { CouponState } from '../../../domain/coupons/coupon.ts'

export interface CouponTable {
  couponId: string
  /** Of the link's secret, which is kept nowhere. */
  tokenHash: string
  /**
   * In the clear: the claimed page shows it again on every visit, and a key that would hide it could be lost together with
   * every live coupon. Redeeming takes a shop key, each code works once, for one customer, until it ends.
   */
  code: string
  customerId: string
  offerId: string
  offerVersionId: string
  issuedBy: string
  /** Who took it over from the issuer; null = still the issuer's. */
  heldBy: string | null
  state: CouponState
  headline: string
  /** The rewards as issued, caps already applied. */
  rewardsJson: string
  costFen: number
  ruleId: string | null
  decisionId: string | null
  /** LTV, model version and sums at issue time. */
  capsJson: string
  issuedAt: number
  sentAt: number | null
  openedAt: number | null
  claimedAt: number | null
  redeemedAt: number | null
  refundedAt: number | null
  endedAt: number | null
  expiresAt: number
  changedAt: number
  orderId: string | null
  orderAmountFen: number | null
  discountFen: number | null
  benefit: string | null
  /** Hash of the device cookie that took it. */
  deviceHash: string | null
}
