import type { Updateable } from 'kysely'
import type { CouponState } from '../../../domain/coupons/coupon.ts'
import {
  couponMove,
  type CouponActor,
  type CouponMove,
  type LedgerEffect,
} from '../../../domain/coupons/transitions.ts'
import type { Database } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'
import { AppError } from '../../http/app-error.ts'
import { countMove } from '../../telemetry/coupons.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { findCoupon, insertEvent, updateCoupon } from '../repository.ts'

type Changes = Omit<Updateable<Schema['coupon']>, 'couponId' | 'state' | 'rewardsJson' | 'capsJson'>

export interface Move {
  move: CouponMove
  by: CouponActor
  /** Who, for the record: a member's id, `customer`, `system` or the shop key. */
  actor: string
  reason: string
  at: number
  changes?: Changes
  /** What a redemption really cost; the ledger settles to it. */
  actualCostFen?: number
  /** The state that counts where it differs from the stored one: an order paid before an expiry booked meanwhile. */
  from?: CouponState
  /** A late word of sending revives to `sent`; everything else goes where the table says. */
  to?: CouponState
}

/**
 * Reads a coupon under the lock on its customer; null for an unknown id. Who knows the customer says so, and it is read
 * once.
 */
export async function lockCoupon(
  trx: Database,
  { needs }: CouponScope,
  couponId: string,
  knownCustomerId: string | null = null,
): Promise<CouponRecord | null> {
  let lockedId = knownCustomerId
  if (lockedId !== null) await needs.customers.lock(trx, lockedId)
  for (;;) {
    const coupon = await findCoupon(trx, 'couponId', couponId)
    // Customers merge: the coupon may have moved to another one while this waited for the lock.
    if (!coupon || coupon.customerId === lockedId) return coupon
    await needs.customers.lock(trx, coupon.customerId)
    lockedId = coupon.customerId
  }
}

/** Makes one move of the table: state, event and ledger together. What the table does not allow is `wrong_state`. */
export async function moveCoupon(
  trx: Database,
  scope: CouponScope,
  coupon: CouponRecord,
  move: Move,
): Promise<CouponRecord> {
  const verdict = couponMove(move.from ?? coupon.state, move.move, move.by)
  if (!verdict.allowed) throw wrongState(coupon)
  const to = move.to ?? verdict.to
  const changes = { ...move.changes, changedAt: move.at }
  const { couponId } = coupon
  const isMoved = await updateCoupon(trx, couponId, coupon.state, { ...changes, state: to })
  if (!isMoved) throw wrongState(coupon)
  await insertEvent(trx, scope.context, {
    couponId,
    fromState: coupon.state,
    toState: to,
    actor: move.actor,
    reason: move.reason,
    at: move.at,
  })
  await book(trx, scope, coupon, verdict.ledger, move)
  countMove(trx, to, {
    ...(verdict.ledger === 'reserve' && { reservedFen: coupon.costFen }),
    ...(verdict.ledger === 'settle' && { redeemedFen: move.actualCostFen ?? 0 }),
  })
  return { ...coupon, ...changes, state: to } as CouponRecord
}

export function wrongState(coupon: CouponRecord): AppError {
  return new AppError('wrong_state', { details: { state: coupon.state } })
}

async function book(
  trx: Database,
  { needs: { ledger } }: CouponScope,
  { couponId, costFen }: CouponRecord,
  effect: LedgerEffect,
  { at, actualCostFen = 0 }: Move,
): Promise<void> {
  switch (effect) {
    case 'none':
      return
    case 'reserve':
      return ledger.reserveAgain(trx, couponId, costFen, at)
    case 'release':
      return ledger.release(trx, couponId, at)
    case 'settle':
      return ledger.settle(trx, couponId, actualCostFen, at)
    case 'reverse':
      return ledger.reverse(trx, couponId, at)
  }
}
