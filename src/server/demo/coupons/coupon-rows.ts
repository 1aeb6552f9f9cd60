import type { Insertable } from 'kysely'
import type { CouponState } from '../../../domain/coupons/coupon.ts'
import { linkTokenHash } from '../../claims/link-token.ts'
import type { Schema } from '../../db/schema.ts'
import { offerVersionIdOf } from '../../starter/offers/offer-rows.ts'
import type { CouponStory } from './coupon-story.ts'

type EventRow = Insertable<Schema['couponEvent']>

export function couponRow(story: CouponStory, ltvFen: number): Insertable<Schema['coupon']> {
  const { customer, draft, order } = story
  const changes = [
    story.issuedAt,
    story.sentAt,
    story.openedAt,
    story.claimedAt,
    story.redeemedAt,
    story.refundedAt,
    story.endedAt,
  ]
  return {
    couponId: story.couponId,
    tokenHash: linkTokenHash(story.token),
    code: story.code,
    customerId: customer.customerId,
    offerId: draft.offerId,
    offerVersionId: offerVersionIdOf(draft.offerId),
    issuedBy: story.issuedBy,
    state: story.state,
    headline: story.headline,
    rewardsJson: JSON.stringify(story.rewards),
    costFen: story.costFen,
    ruleId: draft.terms.ruleId ?? null,
    decisionId: null,
    capsJson: JSON.stringify({ ltvFen, capBaseFen: ltvFen }),
    issuedAt: story.issuedAt,
    sentAt: story.sentAt,
    openedAt: story.openedAt,
    claimedAt: story.claimedAt,
    redeemedAt: story.redeemedAt,
    refundedAt: story.refundedAt,
    endedAt: story.endedAt,
    expiresAt: story.expiresAt,
    changedAt: Math.max(...changes.map((at) => at ?? 0)),
    orderId: order?.orderId ?? null,
    orderAmountFen: order?.merchandiseFen ?? null,
    discountFen: story.discountFen,
    benefit: story.benefit,
    deviceHash: null,
  }
}

/** The moves that led to the state, in order; who made each and why. */
function movesOf(story: CouponStory): [to: CouponState, at: number | null, actor: string, reason: string][] {
  const { issuedBy, order, state, endedAt } = story
  const ends: Partial<Record<CouponState, [actor: string, reason: string]>> = {
    expired: ['system', 'validity over'],
    lapsed: ['system', 'not confirmed'],
    voided: [issuedBy, 'advisor'],
  }
  const [endActor = '', endReason = ''] = ends[state] ?? []
  return [
    ['issued', story.issuedAt, issuedBy, story.draft.terms.ruleId ?? ''],
    ['sent', story.sentAt, issuedBy, 'client_accepted'],
    ['opened', story.openedAt, 'customer', 'page opened'],
    ['claimed', story.claimedAt, 'customer', 'taken'],
    ['redeemed', story.redeemedAt, 'shop', `order ${order?.orderId ?? ''}`],
    ['refunded', story.refundedAt, 'shop', `order ${order?.orderId ?? ''}: refunded`],
    [state, endedAt, endActor, endReason],
  ]
}

export function couponEventRows(story: CouponStory): EventRow[] {
  const rows: EventRow[] = []
  let from: CouponState | null = null
  for (const [toState, at, actor, reason] of movesOf(story)) {
    if (at === null) continue
    const couponEventId = `cev_${story.couponId.slice(4)}_${rows.length + 1}`
    rows.push({ couponEventId, couponId: story.couponId, fromState: from, toState, actor, reason, at })
    from = toState
  }
  return rows
}
