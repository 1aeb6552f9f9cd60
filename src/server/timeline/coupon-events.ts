import type { Database } from '../db/connect.ts'
import type { CouponState } from '../../domain/coupons/coupon.ts'

export interface CouponEvent {
  couponEventId: string
  headline: string
  discountFen: number | null
  fromState: CouponState | null
  toState: CouponState
  /** A member's id, `customer`, `system` or a shop key's id. */
  actor: string
  reason: string
  at: number
}

/**
 * The latest changes of this customer's coupons before `before`, latest first: `limit` of them and all at the same instant
 * as the last one.
 */
export async function couponEventsBefore(
  db: Database,
  customerId: string,
  before: number,
  limit: number,
): Promise<CouponEvent[]> {
  const earlier = db
    .selectFrom('couponEvent')
    .innerJoin('coupon', 'coupon.couponId', 'couponEvent.couponId')
    .where('coupon.customerId', '=', customerId)
    .where('couponEvent.at', '<', before)
  const edge = await earlier
    .select('couponEvent.at')
    .orderBy('couponEvent.at', 'desc')
    .limit(1)
    .offset(limit - 1)
    .executeTakeFirst()
  const rows = await earlier
    .select([
      'couponEvent.couponEventId',
      'coupon.headline',
      'coupon.discountFen',
      'couponEvent.fromState',
      'couponEvent.toState',
      'couponEvent.actor',
      'couponEvent.reason',
      'couponEvent.at',
    ])
    .where('couponEvent.at', '>=', edge?.at ?? 0)
    .orderBy('couponEvent.at', 'desc')
    .orderBy('couponEvent.couponEventId', 'desc')
    .execute()
  return rows.map((row) => ({
    ...row,
    fromState: row.fromState as CouponState | null,
    toState: row.toState as CouponState,
  }))
}
