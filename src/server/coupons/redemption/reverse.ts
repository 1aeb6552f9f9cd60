import type { z } from 'zod'
import type { reverseCoupon as reverseRoute } from '../../../contract/coupons.ts'
import { refundOutcome } from '../../../domain/coupons/refund.ts'
import type { Database } from '../../db/connect.ts'
import { latestAudit } from '../../audit/latest.ts'
import { recordAudit } from '../../audit/record.ts'
import { lockCoupon, moveCoupon } from '../moves/move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { couponsOfOrder } from '../repository.ts'

export type Reversal = z.input<typeof reverseRoute.response>

export interface ReverseInput {
  /** Refunded so far in total; absent = the whole order was undone. */
  refundedFen?: number | undefined
  reason: string
  /** The shop key, or `ingest` when the order itself came in refunded. */
  actor: string
}

const action = 'coupon.reversed'

/** A full refund gives the order's coupon back, a partial one moves nothing; told again it answers as before. */
export async function reverseForOrder(
  trx: Database,
  scope: CouponScope,
  orderId: string,
  input: ReverseInput,
): Promise<Reversal> {
  const { actor } = input
  const coupon = await lockRedeemed(trx, scope, orderId)
  if (!coupon) {
    const before = await latestAudit(trx, action, { subjectKind: 'order', subjectId: orderId })
    if (before) return before['answer'] as Reversal
    return { orderId, couponId: null, isReversed: false, state: null, expiresAt: null }
  }
  const { couponId } = coupon
  const asOf = scope.context.now()
  const costs = await scope.needs.ledger.costsOf(trx, [couponId])
  const outcome = refundOutcome({
    orderAmountFen: coupon.orderAmountFen ?? 0,
    discountFen: coupon.discountFen ?? 0,
    settledCostFen: costs.get(couponId) ?? 0,
    refundedFen: input.refundedFen ?? null,
    expiresAt: coupon.expiresAt,
    refundedAt: asOf,
  })
  if (!outcome.isFull) {
    return { orderId, couponId, isReversed: false, state: coupon.state, expiresAt: coupon.expiresAt }
  }
  const { expiresAt } = outcome
  const { state } = await moveCoupon(trx, scope, coupon, {
    move: 'refund',
    by: 'shop',
    actor,
    reason: `order ${orderId}: ${input.reason}`,
    at: asOf,
    changes: { refundedAt: asOf, expiresAt },
  })
  const answer: Reversal = { orderId, couponId, isReversed: true, state, expiresAt }
  await recordAudit(trx, scope.context, {
    at: asOf,
    actor,
    action,
    subjectKind: 'order',
    subjectId: orderId,
    customerId: coupon.customerId,
    details: { answer, reason: input.reason, returnedCostFen: outcome.returnedCostFen },
  })
  await scope.needs.attribution.refresh(trx, [orderId], asOf)
  return answer
}

/** The coupon that the order holds now, under the lock. */
async function lockRedeemed(
  trx: Database,
  scope: CouponScope,
  orderId: string,
): Promise<CouponRecord | null> {
  for (const { couponId, customerId } of await couponsOfOrder(trx, orderId)) {
    const coupon = await lockCoupon(trx, scope, couponId, customerId)
    if (coupon?.state === 'redeemed' && coupon.orderId === orderId) return coupon
  }
  return null
}
