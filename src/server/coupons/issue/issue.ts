import type { Override } from '../../../contract/coupons.ts'
import { couponCode, couponCodeLength } from '../../../domain/coupons/coupon-code.ts'
import { payingScopes } from '../../budgets/counter.ts'
import { newLinkToken } from '../../claims/link-token.ts'
import { newId } from '../../context.ts'
import { type Database, isUniqueViolation } from '../../db/connect.ts'
import { noteOwnCoupon, ownCouponCode, refuseOwnCoupon } from '../../abuse/staff.ts'
import { recordAudit } from '../../audit/record.ts'
import { countMove } from '../../telemetry/coupons.ts'
import { rememberNewcomer } from '../../identity/newcomers.ts'
import type { CouponScope } from '../needs.ts'
import { spending } from '../transaction.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { findCoupon, insertCoupon, insertEvent } from '../repository.ts'
import { isRefusedFor, requireEligible, requireRoom } from './room.ts'

export interface IssueInput {
  customerId: string
  userId: string
  offerId: string
  ruleId: string | undefined
  override: Override | undefined
}

const attempts = 3

export interface IssuedCoupon {
  coupon: CouponRecord
  /** The secret of its link, told this once. */
  token: string
}

/**
 * Issues one coupon or nothing: caps, budgets, cadence and opt-out are judged under the lock on the customer. `finish` is the
 * end of the transaction, and gives the answer.
 */
export async function issueCoupon<T>(
  scope: CouponScope,
  input: IssueInput,
  finish: (trx: Database, issued: IssuedCoupon) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await spending(scope.context.db, async (trx) => finish(trx, await issueOnce(trx, scope, input)))
    } catch (error) {
      if (isRefusedFor(error, ownCouponCode)) await noteOwnCoupon(scope.context, input)
      // A token or code that exists already: draw again.
      if (!isUniqueViolation(error) || attempt >= attempts) throw error
    }
  }
}

async function issueOnce(trx: Database, scope: CouponScope, input: IssueInput): Promise<IssuedCoupon> {
  const { context, needs } = scope
  const { customerId, userId, offerId, override } = input
  await needs.customers.lock(trx, customerId)
  const asOf = context.now()
  await refuseOwnCoupon(trx, input)
  await requireRoom(trx, scope, customerId, asOf)
  const verdict = requireEligible(await needs.judge(trx, { customerId, offerId, userId, asOf }))
  await needs.touches.requireAllowed(trx, { customerId, userId, override, asOf })

  const couponId = newId(context, 'cpn')
  const { costFen, terms, caps, exceptionId } = verdict
  const { campaignId, isForNewcomers } = terms
  const scopes = payingScopes({ userId, customerId, campaignId, isForNewcomers })
  await needs.ledger.reserve(trx, couponId, scopes, costFen, asOf)
  const { token, tokenHash } = newLinkToken(context)
  await insertCoupon(trx, {
    couponId,
    tokenHash,
    code: couponCode(context.randomBytes(couponCodeLength)),
    customerId,
    offerId: verdict.offerId,
    offerVersionId: verdict.offerVersionId,
    issuedBy: userId,
    state: 'issued',
    headline: verdict.headline,
    rewardsJson: JSON.stringify(verdict.rewards),
    costFen,
    ruleId: input.ruleId ?? null,
    decisionId: verdict.decisionId,
    capsJson: JSON.stringify({ ...caps, override, exceptionId }),
    issuedAt: asOf,
    expiresAt: verdict.expiresAt,
    changedAt: asOf,
  })
  if (isForNewcomers) await rememberNewcomer(trx, context, { customerId, couponId, at: asOf })
  const reason = override ? `override ${override.kind}` : (input.ruleId ?? '')
  await insertEvent(trx, context, {
    couponId,
    fromState: null,
    toState: 'issued',
    actor: userId,
    reason,
    at: asOf,
  })
  await recordAudit(trx, context, {
    at: asOf,
    actor: userId,
    action: 'coupon.issued',
    subjectKind: 'coupon',
    subjectId: couponId,
    customerId,
    details: { offerVersionId: verdict.offerVersionId, costFen, override: override?.kind, exceptionId },
  })
  countMove(trx, 'issued', { reservedFen: costFen })
  const issued = await findCoupon(trx, 'couponId', couponId)
  if (!issued) throw new Error(`coupon ${couponId} vanished while it was issued`)
  return { coupon: issued, token }
}
