import type { Coupon } from '../../contract/coupons.ts'
import { dayMs } from '../../domain/calendar.ts'
import { type CouponState, liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { RewardKind } from '../../domain/offers/offer.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { readSettings } from '../settings/service.ts'
import { dueEnd } from './moves/ends.ts'
import type { CouponScope } from './needs.ts'
import type { CouponRecord } from './coupon-record.ts'
import { couponsOf } from './repository.ts'

/** The window of the 12-month allowance. */
const yearMs = 365 * dayMs
/** A change is dated when its transaction began; one that ended just after a poll must not be lost to the next. */
const overlapMs = 5000

export interface CouponHistory {
  /** Reserves of the live coupons and actual cost of those redeemed in the last 12 months. */
  openAndRedeemedFen: number
  /** Latest first. */
  liveCoupons: {
    couponId: string
    offerId: string
    state: CouponState
    issuedAt: number
    expiresAt: number
  }[]
  /** What the customer got, latest first; voided and lapsed coupons never reached them. */
  received: { offerId: string; rewardKinds: RewardKind[]; issuedAt: number; state: CouponState }[]
}

/** Coupons with the end shown that is due, whether or not it has been booked. */
async function currentCoupons(db: Database, customerId: string, asOf: number): Promise<CouponRecord[]> {
  const { lapseAfterMinutes } = await readSettings({ db })
  const coupons = await couponsOf(db, customerId)
  return coupons.map((coupon) => withDueEnd(coupon, asOf, lapseAfterMinutes))
}

export function withDueEnd(coupon: CouponRecord, asOf: number, lapseAfterMinutes: number): CouponRecord {
  const end = dueEnd(coupon, asOf, lapseAfterMinutes)
  return end ? { ...coupon, state: end.state, endedAt: end.at, changedAt: end.at } : coupon
}

export async function couponHistory(
  db: Database,
  { needs }: CouponScope,
  customerId: string,
  asOf: number,
): Promise<CouponHistory> {
  const coupons = await currentCoupons(db, customerId, asOf)
  const live = coupons.filter(({ state }) => liveCouponStates.includes(state))
  const redeemed = coupons.filter(
    ({ state, redeemedAt }) => state === 'redeemed' && redeemedAt !== null && redeemedAt > asOf - yearMs,
  )
  const counted = [...live, ...redeemed].map(({ couponId }) => couponId)
  const costs = await needs.ledger.costsOf(db, counted)
  return {
    openAndRedeemedFen: [...costs.values()].reduce((sum, fen) => sum + fen, 0),
    liveCoupons: live.map(({ couponId, offerId, state, issuedAt, expiresAt }) => ({
      couponId,
      offerId,
      state,
      issuedAt,
      expiresAt,
    })),
    received: coupons
      .filter(({ state }) => state !== 'voided' && state !== 'lapsed')
      .map(({ offerId, rewards, issuedAt, state }) => ({
        offerId,
        rewardKinds: rewards.map(({ kind }) => kind),
        issuedAt,
        state,
      })),
  }
}

/** Coupons as this member sees them, latest first. */
export async function listForCustomer(
  db: Database,
  scope: CouponScope,
  customerId: string,
  viewerUserId: string,
): Promise<Coupon[]> {
  const coupons = await currentCoupons(db, customerId, scope.context.now())
  return present(scope, coupons, viewerUserId)
}

/** Those that changed after `since`, and a few seconds before it. */
export async function changedSince(
  db: Database,
  scope: CouponScope,
  customerId: string,
  viewerUserId: string,
  since: number,
): Promise<Coupon[]> {
  const coupons = await currentCoupons(db, customerId, scope.context.now())
  const changed = coupons.filter(({ changedAt }) => changedAt > since - overlapMs)
  return present(scope, changed, viewerUserId)
}

const latestUse = prepared((db, { customerId }: { customerId: string }) =>
  db
    .selectFrom('coupon')
    .select((eb) => [eb.fn.max('openedAt').as('openedAt'), eb.fn.max('claimedAt').as('claimedAt')])
    .where('customerId', '=', customerId),
)

/** When the customer last opened or claimed a coupon: it counts as activity. */
export async function lastOpenedOrClaimedAt(db: Database, customerId: string): Promise<number | null> {
  const [row] = await latestUse(db, { customerId })
  const latest = Math.max(row?.openedAt ?? 0, row?.claimedAt ?? 0)
  return latest === 0 ? null : latest
}

export async function present(
  { needs }: CouponScope,
  coupons: readonly CouponRecord[],
  viewerUserId: string,
): Promise<Coupon[]> {
  const names = await needs.members.namesOf([...new Set(coupons.map(({ issuedBy }) => issuedBy))])
  return coupons.map((coupon) => presented(coupon, names, viewerUserId))
}

/** A coupon as this member sees it; `names` of those who issued. */
export function presented(
  coupon: CouponRecord,
  names: ReadonlyMap<string, string>,
  viewerUserId: string,
): Coupon {
  return {
    couponId: coupon.couponId,
    offerId: coupon.offerId,
    headline: coupon.headline,
    state: coupon.state,
    costFen: coupon.costFen,
    issuedAt: coupon.issuedAt,
    sentAt: coupon.sentAt,
    openedAt: coupon.openedAt,
    claimedAt: coupon.claimedAt,
    redeemedAt: coupon.redeemedAt,
    endedAt: coupon.endedAt,
    expiresAt: coupon.expiresAt,
    orderId: coupon.orderId,
    discountFen: coupon.discountFen,
    issuedBy: names.get(coupon.issuedBy) ?? coupon.issuedBy,
    isMine: (coupon.heldBy ?? coupon.issuedBy) === viewerUserId,
  }
}
