import type { Override } from '../../../contract/coupons.ts'
import type { Database } from '../../db/connect.ts'
import { recordAudit } from '../../audit/record.ts'
import { AppError } from '../../http/app-error.ts'
import type { Actor } from '../../http/register.ts'
import { lockCurrent } from './ends.ts'
import { isRefusal, requireReissuable } from '../issue/room.ts'
import { moveCoupon, wrongState } from './move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { findCoupon, updateCoupon } from '../repository.ts'
import { spending } from '../transaction.ts'

/** The coupon if this member holds it or reaches its customer; unknown and foreign ids are the same to them. */
export async function requireReached(
  { context, needs }: CouponScope,
  couponId: string,
  userId: string,
): Promise<CouponRecord> {
  const coupon = await findCoupon(context.db, 'couponId', couponId)
  if (!coupon) throw new AppError('not_found')
  const isReached = coupon.heldBy === userId || (await needs.customers.reaches(coupon.customerId, userId))
  if (!isReached) throw new AppError('not_found')
  return coupon
}

/** The first proof that the card went out counts as its touch; later ones change nothing. */
export async function provenSent(
  trx: Database,
  { needs }: CouponScope,
  coupon: CouponRecord,
  userId: string,
  asOf: number,
): Promise<{ sentAt: number }> {
  if (coupon.sentAt !== null) return { sentAt: coupon.sentAt }
  await needs.touches.recordBubble(trx, {
    customerId: coupon.customerId,
    userId,
    contentType: 'offer',
    text: coupon.headline,
    couponId: coupon.couponId,
    ruleId: coupon.ruleId ?? undefined,
    override: coupon.caps['override'] as Override | undefined,
    via: 'sent',
    asOf,
  })
  return { sentAt: asOf }
}

/** WeCom took the card. Told twice, or after the customer opened it, it changes nothing. */
export async function markCouponSent(
  scope: CouponScope,
  actor: Actor,
  couponId: string,
  chatExternalUserId: string,
): Promise<CouponRecord> {
  const { context, needs } = scope
  const coupon = await requireReached(scope, couponId, actor.userId)
  const chatCustomerId = await needs.customers.identify(chatExternalUserId)
  if (chatCustomerId !== coupon.customerId) throw new AppError('wrong_customer')
  const run = (send: typeof sendNow) =>
    spending(context.db, async (trx) => {
      const sent = await send(trx, scope, couponId, actor.userId)
      if (sent.sentAt !== coupon.sentAt) await recordSending(trx, scope, sent, actor.userId)
      return sent
    })
  try {
    return await run(sendNow)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return run(recordLateSend)
  }
}

function recordSending(trx: Database, { context }: CouponScope, coupon: CouponRecord, actor: string) {
  const { couponId, customerId, state } = coupon
  return recordAudit(trx, context, {
    at: context.now(),
    actor,
    action: 'coupon.sent',
    subjectKind: 'coupon',
    subjectId: couponId,
    customerId,
    details: { state },
  })
}

async function current(trx: Database, scope: CouponScope, couponId: string, asOf: number) {
  const coupon = await lockCurrent(trx, scope, couponId, asOf)
  if (!coupon) throw new AppError('not_found')
  return coupon
}

async function sendNow(trx: Database, scope: CouponScope, couponId: string, userId: string) {
  const asOf = scope.context.now()
  const coupon = await current(trx, scope, couponId, asOf)
  const step = { actor: userId, reason: 'client_accepted', at: asOf }
  switch (coupon.state) {
    case 'issued': {
      const changes = await provenSent(trx, scope, coupon, userId, asOf)
      return moveCoupon(trx, scope, coupon, { move: 'send', by: 'advisor', ...step, changes })
    }
    case 'lapsed': {
      await requireReissuable(trx, scope, coupon, asOf)
      const changes = { ...(await provenSent(trx, scope, coupon, userId, asOf)), endedAt: null }
      return moveCoupon(trx, scope, coupon, { move: 'revive', by: 'customer', to: 'sent', ...step, changes })
    }
    case 'voided':
    case 'expired':
      throw wrongState(coupon)
    default:
      return coupon
  }
}

/** The card is in the chat although its coupon can't be revived: the touch counts, the coupon stays lapsed. */
async function recordLateSend(trx: Database, scope: CouponScope, couponId: string, userId: string) {
  const asOf = scope.context.now()
  const coupon = await current(trx, scope, couponId, asOf)
  if (coupon.state === 'voided' || coupon.state === 'expired') throw wrongState(coupon)
  if (coupon.state !== 'lapsed') return coupon
  const changes = { ...(await provenSent(trx, scope, coupon, userId, asOf)), changedAt: asOf }
  await updateCoupon(trx, couponId, coupon.state, changes)
  return { ...coupon, ...changes }
}
