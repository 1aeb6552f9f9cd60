import { longLook } from '../../../starter/offers/price.ts'
import { offerVersionIdOf } from '../../../starter/offers/offer-rows.ts'
import type { BulkWriter } from '../bulk-writer.ts'
import { type Course, discountFen } from './course.ts'

const offerVersionId = offerVersionIdOf(longLook.offerId)
const rewardsJson = JSON.stringify(longLook.terms.rewards)
const ruleId = longLook.terms.ruleId ?? null
const shop = 'bench-shop'
export const headline = longLook.terms.name

interface Move {
  to: 'issued' | 'sent' | 'opened' | 'claimed' | 'redeemed' | 'expired'
  at: number
  actor: string
  reason: string
}

/** Every move in its turn, the issue first. */
function movesOf({ issuedBy, issuedAt, sentAt, openedAt, claimedAt, order, endedAt }: Course): Move[] {
  const end: Move = order
    ? { to: 'redeemed', at: endedAt, actor: shop, reason: `order ${order.orderId}` }
    : { to: 'expired', at: endedAt, actor: 'system', reason: 'validity over' }
  const moves: Move[] = [
    { to: 'issued', at: issuedAt, actor: issuedBy, reason: ruleId ?? '' },
    { to: 'sent', at: sentAt, actor: issuedBy, reason: 'client_accepted' },
  ]
  if (openedAt !== null) moves.push({ to: 'opened', at: openedAt, actor: 'customer', reason: 'page visible' })
  if (claimedAt !== null) moves.push({ to: 'claimed', at: claimedAt, actor: 'customer', reason: 'taken' })
  return [...moves, end]
}

/** What the trail says of a move; an expiry is no deed of anybody. */
function writeAudit(writer: BulkWriter, course: Course, { to, at, actor }: Move, place: number): void {
  if (to === 'opened' || to === 'expired') return
  const { number, couponId, customerId, order } = course
  const isOrder = to === 'redeemed'
  const details = {
    issued: { offerVersionId, costFen: discountFen },
    sent: { state: 'sent' },
    claimed: { state: 'opened' },
    redeemed: { couponId, discountFen, costFen: discountFen },
  }[to]
  writer.add('audit', {
    auditId: `aud_bench${number}_${place}`,
    at,
    actor,
    action: `coupon.${to}`,
    subjectKind: isOrder ? 'order' : 'coupon',
    subjectId: isOrder ? (order?.orderId ?? '') : couponId,
    customerId,
    detailsJson: JSON.stringify(details),
  })
}

/** The card in the chat counts as a touch. */
function writeSending(writer: BulkWriter, { number, couponId, customerId, issuedBy, sentAt }: Course): void {
  const touchId = `tch_bench${number}_c`
  const shared = { touchId, customerId, userId: issuedBy, couponId, contentType: 'offer', ruleId, isReply: 0 }
  const touch = {
    startedAt: sentAt,
    lastBubbleAt: sentAt,
    bubbles: 1,
    overrideKind: null,
    overrideNote: null,
  }
  writer.add('touch', { ...shared, ...touch })
  const bubble = {
    bubbleId: `bub_bench${number}_c`,
    scriptId: null,
    text: headline,
    via: 'sent',
    isEdited: 0,
  }
  writer.add('touchBubble', { ...shared, ...bubble, at: sentAt })
}

/** A coupon of the past with its moves, its card and its trail; answers the touch. */
export function writeCoupon(writer: BulkWriter, course: Course) {
  const { number, couponId, customerId, issuedBy, order, endedAt, sentAt } = course
  writer.add('coupon', {
    couponId,
    tokenHash: `bench-${number}`.padEnd(64, '0'),
    code: course.code,
    customerId,
    offerId: longLook.offerId,
    offerVersionId,
    issuedBy,
    heldBy: null,
    state: order ? 'redeemed' : 'expired',
    headline,
    rewardsJson,
    costFen: discountFen,
    ruleId,
    decisionId: null,
    capsJson: '{}',
    issuedAt: course.issuedAt,
    sentAt,
    openedAt: course.openedAt,
    claimedAt: course.claimedAt,
    redeemedAt: order ? order.orderedAt : null,
    refundedAt: null,
    endedAt: order ? null : course.expiresAt,
    expiresAt: course.expiresAt,
    changedAt: endedAt,
    orderId: order ? order.orderId : null,
    orderAmountFen: order ? order.amountFen : null,
    discountFen: order ? discountFen : null,
    benefit: null,
    deviceHash: course.claimedAt === null ? null : `bench-${number}`.padEnd(64, '0'),
  })
  movesOf(course).forEach((move, place, moves) => {
    const { to: toState, at, actor, reason } = move
    const fromState = moves[place - 1]?.to ?? null
    const couponEventId = `cev_bench${number}_${place}`
    writer.add('couponEvent', { couponEventId, couponId, fromState, toState, actor, reason, at })
    writeAudit(writer, course, move, place)
  })
  writeSending(writer, course)
  return { touchId: `tch_bench${number}_c`, customerId, userId: issuedBy, couponId, startedAt: sentAt }
}
