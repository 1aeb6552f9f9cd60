import type { z } from 'zod'
import type { redeemCoupon as redeemRoute } from '../../../contract/coupons.ts'
import { minuteMs } from '../../../domain/calendar.ts'
import { normaliseCouponCode } from '../../../domain/coupons/coupon-code.ts'
import type { CouponState } from '../../../domain/coupons/coupon.ts'
import { couponMove } from '../../../domain/coupons/transitions.ts'
import { isWithinValidity } from '../../../domain/coupons/validity.ts'
import { discountAtRedemption } from '../../../domain/offers/discount.ts'
import { withShippingCeiling } from '../../../domain/offers/redemption/shipping-ceiling.ts'
import type { Database } from '../../db/connect.ts'
import { AppError } from '../../http/app-error.ts'
import { readSettings } from '../../settings/service.ts'
import { recordAudit } from '../../audit/record.ts'
import { dueEnd } from '../moves/ends.ts'
import { lockCoupon, moveCoupon } from '../moves/move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { couponsOfOrder, findByCode, termsOf } from '../repository.ts'
import { spending } from '../transaction.ts'
import { provenSent } from '../moves/sending.ts'
import { actualCostFen } from './actual-cost.ts'

export type RedeemInput = z.output<typeof redeemRoute.body>
export type Redemption = z.input<typeof redeemRoute.response>

/** Clocks of shops run apart: an order may seem this much older than the coupon it uses. */
const clockToleranceMs = 10 * minuteMs

/** Redeems a code with an order, once; the same order again gets the answer of the first time. */
export async function redeemCoupon(
  scope: CouponScope,
  shop: string,
  input: RedeemInput,
): Promise<Redemption> {
  const { context, needs } = scope
  const code = normaliseCouponCode(input.code)
  const known = code === null ? undefined : await findByCode(context.db, code)
  if (!known) throw new AppError('unknown_coupon')
  const presentedBy =
    input.externalUserId === undefined ? undefined : await needs.customers.identify(input.externalUserId)
  return spending(context.db, async (trx) => {
    const coupon = await lockCoupon(trx, scope, known.couponId, known.customerId)
    if (!coupon) throw new AppError('unknown_coupon')
    if (presentedBy !== undefined && presentedBy !== coupon.customerId) throw new AppError('wrong_customer')
    if (coupon.state === 'redeemed') {
      if (coupon.orderId !== input.orderId) throw new AppError('redeemed_elsewhere')
      return answerOf(coupon)
    }
    return answerOf(await redeemNow(trx, scope, shop, coupon, input))
  })
}

function answerOf({ couponId, orderId, discountFen, benefit, redeemedAt }: CouponRecord): Redemption {
  if (orderId === null || redeemedAt === null)
    throw new Error(`coupon ${couponId} is redeemed without an order`)
  const answer = { couponId, orderId, discountFen: discountFen ?? 0, redeemedAt }
  return benefit === null ? answer : { ...answer, benefit }
}

function notMet(text: string, code: string): AppError {
  return new AppError('conditions_not_met', { message: text, details: { reason: { code, text } } })
}

function ended(state: CouponState): AppError {
  return new AppError('coupon_ended', { details: { state } })
}

/** Where an expired coupon stood before: its order may have been paid in time and told late. */
function stateBeforeExpiry({ refundedAt, claimedAt, openedAt }: CouponRecord): CouponState {
  if (refundedAt !== null) return 'refunded'
  if (claimedAt !== null) return 'claimed'
  return openedAt === null ? 'sent' : 'opened'
}

/** The state that counts for an order of `orderedAt`, or why the coupon is no good for it. */
function standing(
  coupon: CouponRecord,
  orderedAt: number,
  asOf: number,
  lapseAfterMinutes: number,
): CouponState {
  const { state, issuedAt, expiresAt, sentAt } = coupon
  if (state === 'voided' || state === 'lapsed') throw ended(state)
  const end = dueEnd(coupon, asOf, lapseAfterMinutes)
  if (end?.state === 'lapsed') throw ended(end.state)
  if (!isWithinValidity(expiresAt, orderedAt)) throw ended('expired')
  if (orderedAt < issuedAt - clockToleranceMs) throw notMet('订单早于这张券', 'orderedBeforeIssue')
  if (state !== 'expired') return state
  return sentAt === null ? 'issued' : stateBeforeExpiry(coupon)
}

async function redeemNow(
  trx: Database,
  scope: CouponScope,
  shop: string,
  coupon: CouponRecord,
  input: RedeemInput,
): Promise<CouponRecord> {
  const { context } = scope
  const asOf = context.now()
  const settings = await readSettings({ db: trx })
  // A clock that was set back is behind its own word of when the coupon was issued.
  const present = Math.max(asOf, coupon.issuedAt)
  const orderedAt = Math.min(input.occurredAt ?? present, present)
  const from = standing(coupon, orderedAt, asOf, settings.lapseAfterMinutes)
  if (!couponMove(from, 'redeem', 'shop').allowed) throw notMet('这张券还没有发出', 'notSent')
  const others = await couponsOfOrder(trx, input.orderId)
  if (others.some(({ state }) => state === 'redeemed')) throw notMet('这一订单已用过一张券', 'orderHasCoupon')

  const { orderId, orderAmountFen, items, shippingFen } = input
  const rewards = withShippingCeiling(coupon, settings.shippingCostFen)
  const discount = discountAtRedemption(await termsOf(trx, coupon.offerVersionId), rewards, {
    amountFen: orderAmountFen,
    ...(items ? { items: items.map(withoutBlanks) } : {}),
    ...(shippingFen === undefined ? {} : { shippingFen }),
  })
  if (!discount.ok) throw notMet(discount.reason.text, discount.reason.code)
  const { discountFen, benefit = null } = discount
  const costFen = actualCostFen({ rewards, costFen: coupon.costFen }, discountFen, { shippingFen })
  const redeemed = await moveCoupon(trx, scope, coupon, {
    move: 'redeem',
    by: 'shop',
    from,
    actor: shop,
    reason: `order ${orderId}`,
    at: asOf,
    actualCostFen: costFen,
    changes: {
      ...(await provenSent(trx, scope, coupon, coupon.issuedBy, asOf)),
      redeemedAt: orderedAt,
      endedAt: null,
      orderId,
      orderAmountFen,
      discountFen,
      benefit,
    },
  })
  await recordAudit(trx, context, {
    at: asOf,
    actor: shop,
    action: 'coupon.redeemed',
    subjectKind: 'order',
    subjectId: orderId,
    customerId: coupon.customerId,
    details: { couponId: coupon.couponId, discountFen, costFen },
  })
  await scope.needs.attribution.refresh(trx, [orderId], asOf, settings.rules)
  return redeemed
}

type Item = NonNullable<RedeemInput['items']>[number]

function withoutBlanks({ sku, category, quantity, unitPriceFen }: Item) {
  return { sku, quantity, unitPriceFen, ...(category === undefined ? {} : { category }) }
}
