import type { CouponActor } from '../../../domain/coupons/transitions.ts'
import { AppError } from '../../http/app-error.ts'
import type { Actor } from '../../http/register.ts'
import { recordAudit } from '../../audit/record.ts'
import { lockCurrent } from './ends.ts'
import { moveCoupon } from './move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { spending } from '../transaction.ts'
import { requireReached } from './sending.ts'

function actorKind({ role }: Actor): CouponActor {
  return role === 'operator' || role === 'admin' ? 'operator' : 'advisor'
}

/** Voids a coupon and frees its reserve; a voided one stays as it is, whatever the reason of the second call. */
export async function voidCoupon(
  scope: CouponScope,
  actor: Actor,
  couponId: string,
  { reason, note }: { reason: string; note?: string | undefined },
): Promise<CouponRecord> {
  const { context } = scope
  // Operators answer for what the store spends: they void any coupon, until it is redeemed.
  if (actorKind(actor) === 'advisor') await requireReached(scope, couponId, actor.userId)
  return spending(context.db, async (trx) => {
    const asOf = context.now()
    const coupon = await lockCurrent(trx, scope, couponId, asOf)
    if (!coupon) throw new AppError('not_found')
    if (coupon.state === 'voided') return coupon
    const voided = await moveCoupon(trx, scope, coupon, {
      move: 'void',
      by: actorKind(actor),
      actor: actor.userId,
      reason: note ? `${reason}: ${note}` : reason,
      at: asOf,
      changes: { endedAt: asOf },
    })
    await recordAudit(trx, context, {
      at: asOf,
      actor: actor.userId,
      action: 'coupon.voided',
      subjectKind: 'coupon',
      subjectId: couponId,
      customerId: coupon.customerId,
      details: { reason, hasNote: note !== undefined },
    })
    return voided
  })
}
