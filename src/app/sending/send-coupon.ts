import type { Coupon, CouponCard, Override } from '../../contract/coupons.ts'
import { toApiError, type ApiClient, type ApiError } from '../api.ts'
import type { Chat, FailureReason, Host, HostProblem, SendOutcome } from '../host/bridge.ts'
import { checkTarget, type Target } from './target.ts'

export interface CouponOrder {
  target: Target
  offerId: string
  headline: string
  ruleId?: string
  override?: Override
  /** One per tap, kept over retries. */
  key: string
  /** What to copy when the coupon cannot go out by itself. */
  fallbackText: string
}

export type VoidReason = 'advisor' | 'cancelled' | 'send-failed' | 'wrong-customer'

export type CouponResult =
  | { is: 'sent'; coupon: Coupon; isRecorded: boolean }
  | { is: 'switched'; hasGoneOut: boolean; chat: Chat; unvoided: Coupon | null }
  | { is: 'unconfirmed'; problem: HostProblem | null; unvoided: Coupon | null }
  | { is: 'rejected'; error: ApiError }
  | { is: 'cancelled'; unvoided: Coupon | null }
  | { is: 'failed'; reason: FailureReason; raw: string; unvoided: Coupon | null }
  | { is: 'silent'; coupon: Coupon; late: Promise<SendOutcome> }

export interface CouponServices {
  host: Pick<Host, 'whoIsHere' | 'send'>
  api: Pick<ApiClient, 'issueCoupon' | 'markCouponSent' | 'voidCoupon'>
}

/** Frees the reserve; hands the coupon back when even that could not be told to the server. */
export async function voidOrKeep(
  api: Pick<ApiClient, 'voidCoupon'>,
  coupon: Coupon,
  reason: VoidReason,
): Promise<Coupon | null> {
  try {
    await api.voidCoupon({ params: { couponId: coupon.couponId }, body: { reason } })
    return null
  } catch (failure) {
    return toApiError(failure).code === 'wrong_state' ? null : coupon
  }
}

async function recordSent(services: CouponServices, coupon: Coupon, target: Target): Promise<CouponResult> {
  try {
    const answer = await services.api.markCouponSent({
      params: { couponId: coupon.couponId },
      body: { chatExternalUserId: target.externalUserId },
    })
    return { is: 'sent', coupon: answer.coupon, isRecorded: true }
  } catch {
    return { is: 'sent', coupon, isRecorded: false }
  }
}

/** Carries an issued coupon into the chat; the customer is checked right before and once more after. */
async function deliver(
  services: CouponServices,
  target: Target,
  coupon: Coupon,
  card: CouponCard,
): Promise<CouponResult> {
  const between = await checkTarget(services.host, target)
  if (between.is === 'other') {
    const unvoided = await voidOrKeep(services.api, coupon, 'wrong-customer')
    return { is: 'switched', hasGoneOut: false, chat: between.chat, unvoided }
  }
  if (between.is === 'unknown') {
    const unvoided = await voidOrKeep(services.api, coupon, 'send-failed')
    return { is: 'unconfirmed', problem: between.problem, unvoided }
  }
  const { link, title, desc, imgUrl } = card
  const outcome = await services.host.send({ msgtype: 'news', news: { link, title, desc, imgUrl } })
  if (outcome.is === 'timeout') return { is: 'silent', coupon, late: outcome.late }
  return settleCoupon(services, target, coupon, outcome)
}

/** What follows from the host's word on the message, be it on time or late. */
export async function settleCoupon(
  services: CouponServices,
  target: Target,
  coupon: Coupon,
  outcome: Exclude<SendOutcome, { is: 'timeout' }>,
): Promise<CouponResult> {
  if (outcome.is === 'cancelled') {
    return { is: 'cancelled', unvoided: await voidOrKeep(services.api, coupon, 'cancelled') }
  }
  if (outcome.is === 'failed') {
    const unvoided = await voidOrKeep(services.api, coupon, 'send-failed')
    return { is: 'failed', reason: outcome.reason, raw: outcome.raw, unvoided }
  }
  const after = await checkTarget(services.host, target)
  if (after.is === 'other') {
    const unvoided = await voidOrKeep(services.api, coupon, 'wrong-customer')
    return { is: 'switched', hasGoneOut: true, chat: after.chat, unvoided }
  }
  return recordSent(services, coupon, target)
}

/**
 * The send path of a coupon: who is here, issue, who is here, send, who is here. Until `sendChatMessage`
 * nothing is visible to the customer; after it a different chat voids the coupon at once.
 */
export async function sendCoupon(services: CouponServices, order: CouponOrder): Promise<CouponResult> {
  const { target } = order
  const before = await checkTarget(services.host, target)
  if (before.is === 'other') return { is: 'switched', hasGoneOut: false, chat: before.chat, unvoided: null }
  if (before.is === 'unknown') return { is: 'unconfirmed', problem: before.problem, unvoided: null }
  try {
    const { coupon, card } = await services.api.issueCoupon(
      {
        params: { externalUserId: target.externalUserId },
        body: { offerId: order.offerId, ruleId: order.ruleId, override: order.override },
      },
      { idempotencyKey: order.key },
    )
    return await deliver(services, target, coupon, card)
  } catch (failure) {
    return { is: 'rejected', error: toApiError(failure) }
  }
}
