import { liveCouponStates } from '../../../domain/coupons/coupon.ts'
import { isWithinValidity } from '../../../domain/coupons/validity.ts'
import { yuan } from '../../../domain/money.ts'
import type { Database } from '../../db/connect.ts'
import { AppError } from '../../http/app-error.ts'
import type { IssueVerdict } from '../../offers/issue-verdict.ts'
import { readSettings } from '../../settings/service.ts'
import { bookDueEndsOf } from '../moves/ends.ts'
import { wrongState } from '../moves/move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'

type Allowed = Extract<IssueVerdict, { ok: true }>

/** Refuses while the customer has as many live coupons as the store allows; counted under the lock, so two taps can't both pass. */
export async function requireRoom(
  trx: Database,
  scope: CouponScope,
  customerId: string,
  asOf: number,
): Promise<void> {
  const coupons = await bookDueEndsOf(trx, scope, customerId, asOf)
  const { liveCouponLimit } = await readSettings({ db: trx })
  const live = coupons.filter(({ state }) => liveCouponStates.includes(state))
  const [latest] = live
  if (latest && live.length >= liveCouponLimit) {
    const { couponId, state } = latest
    throw new AppError('live_coupon', { details: { couponId, state } })
  }
}

export function requireEligible(verdict: IssueVerdict): Allowed {
  if (verdict.ok) return verdict
  const { refusals } = verdict
  const message = refusals[0]?.text
  throw new AppError('offer_refused', { details: { refusals }, ...(message ? { message } : {}) })
}

/** Whether a lapsed coupon could be issued now as it was: within its validity, and the caps bear its cost. */
export async function requireReissuable(
  trx: Database,
  scope: CouponScope,
  coupon: CouponRecord,
  asOf: number,
): Promise<void> {
  if (!isWithinValidity(coupon.expiresAt, asOf)) throw wrongState(coupon)
  const { customerId, offerId, issuedBy } = coupon
  await requireRoom(trx, scope, customerId, asOf)
  const input = { customerId, offerId, userId: issuedBy, asOf }
  const { costFen } = requireEligible(await scope.needs.judge(trx, input))
  if (costFen >= coupon.costFen) return
  const text = `现在最多${yuan(costFen)}元(这张券${yuan(coupon.costFen)}元)`
  requireEligible({ ok: false, refusals: [{ code: 'singleCap', ruleId: 'OFF-01', text }] })
}

/** Errors that say no to a coupon, as against failures. */
export function isRefusal(error: unknown): boolean {
  const refusals = ['offer_refused', 'live_coupon', 'wrong_state']
  return error instanceof AppError && refusals.includes(error.code)
}

/** Whether an offer was refused for this reason. */
export function isRefusedFor(error: unknown, code: string): boolean {
  if (!(error instanceof AppError) || error.code !== 'offer_refused') return false
  const { refusals = [] } = (error.details ?? {}) as { refusals?: { code: string }[] }
  return refusals.some((refusal) => refusal.code === code)
}
