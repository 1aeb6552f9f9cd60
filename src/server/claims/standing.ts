import type { Claim } from '../../contract/claims.ts'
import type { CouponRecord } from '../coupons/coupon-record.ts'
import { isSameDevice, type Visitor } from './visitor.ts'

/**
 * Who a visitor is to a coupon: its identified owner, an identified other, the device that took it, or
 * nobody known, for whom the secret link is the credential.
 */
export type Standing = 'owner' | 'stranger' | 'device' | 'unknown'

/** `visitorCustomerId`: the customer that WeCom's identity belongs to, if any. */
export function standingOf(
  coupon: Pick<CouponRecord, 'customerId' | 'deviceHash'>,
  visitor: Visitor,
  visitorCustomerId: string | null,
): Standing {
  if (visitor.identity) return visitorCustomerId === coupon.customerId ? 'owner' : 'stranger'
  if (isSameDevice(visitor.deviceHash, coupon.deviceHash)) return 'device'
  return 'unknown'
}

export function mayUse(standing: Standing): boolean {
  return standing === 'owner' || standing === 'device'
}

/** What the page shows; a refunded coupon may be used again, so it stands where it stood before. */
export function viewOf(
  { state, claimedAt }: Pick<CouponRecord, 'state' | 'claimedAt'>,
  standing: Standing,
  isSoldOut: boolean,
): Claim['view'] {
  if (standing === 'stranger') return 'stranger'
  switch (state) {
    case 'issued':
    case 'sent':
    case 'opened':
    case 'claimed':
    case 'refunded':
      if (claimedAt !== null) return mayUse(standing) ? 'claimed' : 'taken'
      return isSoldOut ? 'sold-out' : 'open'
    default:
      return state
  }
}
