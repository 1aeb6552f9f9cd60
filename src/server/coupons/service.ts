import type { Coupon, CouponCard, Override } from '../../contract/coupons.ts'
import type { OfferTerms } from '../../domain/offers/offer.ts'
import { linkTokenHash } from '../claims/link-token.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { HandoverScope } from '../handover/handover.ts'
import type { Actor } from '../http/register.ts'
import type { Settle } from '../http/settle.ts'
import { readSettings } from '../settings/service.ts'
import { sweepCoupons } from './moves/ends.ts'
import {
  changedSince,
  couponHistory,
  type CouponHistory,
  lastOpenedOrClaimedAt,
  listForCustomer,
  present,
  presented,
  withDueEnd,
} from './history.ts'
import { couponCard } from './issue/card.ts'
import { issueCoupon } from './issue/issue.ts'
import type { CouponNeeds, CouponScope } from './needs.ts'
import { claimCoupon, openCoupon } from './moves/opening.ts'
import { redeemCoupon, type Redemption, type RedeemInput } from './redemption/redeem.ts'
import { reverseForOrder, type Reversal, type ReverseInput } from './redemption/reverse.ts'
import type { CouponRecord } from './coupon-record.ts'
import { findCoupon, handOverCoupons, termsOf } from './repository.ts'
import { spending } from './transaction.ts'
import { markCouponSent } from './moves/sending.ts'
import { voidCoupon } from './moves/void.ts'

export interface IssueAnswer {
  coupon: Coupon
  card: CouponCard
}

export interface CouponsService {
  issue: (
    actor: Actor,
    externalUserId: string,
    input: { offerId: string; ruleId?: string | undefined; override?: Override | undefined },
    settle: Settle<IssueAnswer>,
  ) => Promise<IssueAnswer>
  markSent: (actor: Actor, couponId: string, chatExternalUserId: string) => Promise<{ coupon: Coupon }>
  void: (
    actor: Actor,
    couponId: string,
    input: { reason: string; note?: string | undefined },
  ) => Promise<{ coupon: Coupon }>
  redeem: (shop: string, input: RedeemInput) => Promise<Redemption>
  reverse: (orderId: string, input: ReverseInput) => Promise<Reversal>
  /** For ingest: the order turned refunded in the caller's own transaction. */
  reverseForOrder: (trx: Database, orderId: string, input: ReverseInput) => Promise<Reversal>
  /** The coupon behind a link as it stands now, with its terms; changes nothing. */
  findByToken: (token: string) => Promise<{ coupon: CouponRecord; terms: OfferTerms } | null>
  /** The customer saw it. */
  open: (couponId: string) => Promise<void>
  /** The customer takes it on this device; the first claim counts. */
  claim: (couponId: string, deviceHash: string) => Promise<void>
  couponHistory: (db: Database, customerId: string, asOf: number) => Promise<CouponHistory>
  listForCustomer: (db: Database, customerId: string, viewerUserId: string) => Promise<Coupon[]>
  changedSince: (db: Database, customerId: string, viewerUserId: string, since: number) => Promise<Coupon[]>
  lastOpenedOrClaimedAt: (db: Database, customerId: string) => Promise<number | null>
  /** In the caller's transaction; answers which changed hands. */
  handOver: (trx: Database, scope: HandoverScope) => Promise<{ couponId: string; customerId: string }[]>
  /** Books every end that is due; answers how many. */
  sweep: (asOf: number, isStopped?: () => boolean) => Promise<number>
}

export function createCouponsService(context: ServerContext, needs: CouponNeeds): CouponsService {
  const scope: CouponScope = { context, needs }
  const { db } = context

  async function answer(actor: Actor, record: CouponRecord): Promise<{ coupon: Coupon }> {
    const [coupon] = await present(scope, [record], actor.userId)
    if (!coupon) throw new Error(`coupon ${record.couponId} could not be presented`)
    return { coupon }
  }

  return {
    async issue(actor, externalUserId, { offerId, ruleId, override }, settle) {
      const { userId } = actor
      const { customerId } = await needs.customers.findForAdvisor(externalUserId, userId)
      const names = await needs.members.namesOf([userId])
      // The link is told this once: its token is stored as a hash alone.
      return issueCoupon(scope, { customerId, userId, offerId, ruleId, override }, (trx, { coupon, token }) =>
        settle(trx, {
          coupon: presented(coupon, names, userId),
          card: couponCard({ ...coupon, token }, context.config),
        }),
      )
    },
    markSent: async (actor, couponId, chatExternalUserId) =>
      answer(actor, await markCouponSent(scope, actor, couponId, chatExternalUserId)),
    void: async (actor, couponId, input) => answer(actor, await voidCoupon(scope, actor, couponId, input)),
    redeem: (shop, input) => redeemCoupon(scope, shop, input),
    reverse: (orderId, input) => spending(db, (trx) => reverseForOrder(trx, scope, orderId, input)),
    reverseForOrder: (trx, orderId, input) => reverseForOrder(trx, scope, orderId, input),
    async findByToken(token) {
      const stored = await findCoupon(db, 'tokenHash', linkTokenHash(token))
      if (!stored) return null
      const [{ lapseAfterMinutes }, terms] = await Promise.all([
        readSettings(context),
        termsOf(db, stored.offerVersionId),
      ])
      return { coupon: withDueEnd(stored, context.now(), lapseAfterMinutes), terms }
    },
    open: async (couponId) => {
      await openCoupon(scope, couponId)
    },
    claim: async (couponId, deviceHash) => {
      await claimCoupon(scope, couponId, deviceHash)
    },
    couponHistory: (anyDb, customerId, asOf) => couponHistory(anyDb, scope, customerId, asOf),
    listForCustomer: (anyDb, customerId, viewer) => listForCustomer(anyDb, scope, customerId, viewer),
    changedSince: (anyDb, customerId, viewer, since) => changedSince(anyDb, scope, customerId, viewer, since),
    lastOpenedOrClaimedAt,
    handOver: (trx, handover) => handOverCoupons(trx, handover, context.now()),
    sweep: (asOf, isStopped) => sweepCoupons(scope, asOf, isStopped),
  }
}
