import { AppError } from '../../http/app-error.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Database } from '../../db/connect.ts'
import { lockCurrent } from './ends.ts'
import { isRefusal, requireReissuable } from '../issue/room.ts'
import { moveCoupon } from './move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { findCoupon, updateCoupon } from '../repository.ts'
import { spending } from '../transaction.ts'
import { provenSent } from './sending.ts'

type Step = (trx: Database, scope: CouponScope, coupon: CouponRecord, asOf: number) => Promise<CouponRecord>

async function byCustomer(scope: CouponScope, couponId: string, step: Step): Promise<CouponRecord> {
  const { context } = scope
  try {
    return await spending(context.db, async (trx) => {
      const asOf = context.now()
      const coupon = await lockCurrent(trx, scope, couponId, asOf)
      if (!coupon) throw new AppError('not_found')
      return step(trx, scope, coupon, asOf)
    })
  } catch (error) {
    // A lapsed coupon that can't be revived is no failure: its page says so.
    const coupon = isRefusal(error) ? await findCoupon(context.db, 'couponId', couponId) : null
    if (!coupon) throw error
    return coupon
  }
}

/** Opening proves sending; a lapsed coupon comes back if it could be issued now. */
const open: Step = async (trx, scope, coupon, asOf) => {
  const { state, issuedBy } = coupon
  const step = { by: 'customer', actor: 'customer', reason: 'page visible', at: asOf } as const
  if (state === 'issued' || state === 'sent') {
    const changes = { openedAt: asOf, ...(await provenSent(trx, scope, coupon, issuedBy, asOf)) }
    return moveCoupon(trx, scope, coupon, { move: 'open', ...step, changes })
  }
  if (state !== 'lapsed') return coupon
  await requireReissuable(trx, scope, coupon, asOf)
  const sent = await provenSent(trx, scope, coupon, issuedBy, asOf)
  const changes = { openedAt: asOf, endedAt: null, ...sent }
  return moveCoupon(trx, scope, coupon, { move: 'revive', ...step, changes })
}

function recordTaking(
  trx: Database,
  { context }: CouponScope,
  { couponId, customerId, state }: CouponRecord,
  at: number,
): Promise<void> {
  const subject = { subjectKind: 'coupon', subjectId: couponId, customerId }
  const entry = { at, actor: 'customer', action: 'coupon.claimed', ...subject }
  return recordAudit(trx, context, { ...entry, details: { state } })
}

function claimOn(deviceHash: string): Step {
  return async (trx, scope, coupon, asOf) => {
    const opened = await open(trx, scope, coupon, asOf)
    const changes = { claimedAt: asOf, deviceHash }
    if (opened.state === 'opened') {
      const step = { by: 'customer', actor: 'customer', reason: 'taken', at: asOf } as const
      await recordTaking(trx, scope, opened, asOf)
      return moveCoupon(trx, scope, opened, { move: 'claim', ...step, changes })
    }
    // Redeemed unclaimed and refunded since: taking it shows the code, its state says more already.
    if (opened.state !== 'refunded' || opened.claimedAt !== null) return opened
    await recordTaking(trx, scope, opened, asOf)
    await updateCoupon(trx, opened.couponId, opened.state, { ...changes, changedAt: asOf })
    return { ...opened, ...changes, changedAt: asOf }
  }
}

export function openCoupon(scope: CouponScope, couponId: string): Promise<CouponRecord> {
  return byCustomer(scope, couponId, open)
}

/** The first claim binds the coupon to its device; later ones change nothing. */
export function claimCoupon(scope: CouponScope, couponId: string, deviceHash: string): Promise<CouponRecord> {
  return byCustomer(scope, couponId, claimOn(deviceHash))
}
