import type { Override } from '../../../contract/coupons.ts'
import { couponCode, couponCodeLength } from '../../../domain/coupons/coupon-code.ts'
import { payingScopes } from '../../budgets/counter.ts'
import { newId } from '../../context.ts'
import { type Database, isUniqueViolation } from '../../db/connect.ts'
import { recordAudit } from '../../audit/record.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { findCoupon, insertCoupon, insertEvent } from '../repository.ts'
import { requireEligible, requireRoom } from './room.ts'

export interface IssueInput {
  customerId: string
  userId: string
  offerId: string
  ruleId: string | undefined
  override: Override | undefined
}

const tokenBytes = 24
const attempts = 3

/** Issues one coupon or nothing: caps, budgets, cadence and opt-out are judged under the lock on the customer. */
export async function issueCoupon(scope: CouponScope, input: IssueInput): Promise<CouponRecord> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await scope.context.db.transaction().execute((trx) => issueOnce(trx, scope, input))
    } catch (error) {
      // A token or code that exists already: draw again.
      if (!isUniqueViolation(error) || attempt >= attempts) throw error
    }
  }
}

async function issueOnce(trx: Database, scope: CouponScope, input: IssueInput): Promise<CouponRecord> {
  const { context, needs } = scope
  const { customerId, userId, offerId, override } = input
  await needs.customers.lock(trx, customerId)
  const asOf = context.now()
  await requireRoom(trx, scope, customerId, asOf)
  const verdict = requireEligible(await needs.judge(trx, { customerId, offerId, userId, asOf }))
  await needs.touches.requireAllowed(trx, { customerId, userId, override, asOf })

  const couponId = newId(context, 'cpn')
  const { costFen, terms, caps, exceptionId } = verdict
  const { campaignId, isForNewcomers } = terms
  const scopes = payingScopes({ userId, customerId, campaignId, isForNewcomers })
  await needs.ledger.reserve(trx, couponId, scopes, costFen, asOf)
  await insertCoupon(trx, {
    couponId,
    token: Buffer.from(context.randomBytes(tokenBytes)).toString('base64url'),
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
  const issued = await findCoupon(trx, 'couponId', couponId)
  if (!issued) throw new Error(`coupon ${couponId} vanished while it was issued`)
  return issued
}
