import type { Insertable } from 'kysely'
import { couponCode } from '../../../domain/coupons/coupon-code.ts'
import { dayMs } from '../../../domain/calendar.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import type { OfferTerms } from '../../../domain/offers/offer.ts'
import { payingScopes } from '../../budgets/counter.ts'
import type { Database } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'

/** What was reserved, and what a redemption takes of it: the rest goes back to every budget. */
const reservedFen = 800
export const discountFen = 500
export const benchUserId = 'benchadvisor'
const offerId = 'off_bench'
const offerVersionId = 'ofv_bench_1'
const couponsInStatement = 200

const terms: OfferTerms = {
  name: '立减5元',
  rewards: [{ kind: 'amount', amountFen: discountFen }],
  audience: [],
  minSpendFen: 0,
  skus: [],
  categories: [],
  repeatAfterDays: null,
  isForNewcomers: false,
  customerReason: '谢谢您一直以来的支持',
  usageRules: [],
  expectedRedemption: 0.3,
  baselineConversion: 0.1,
}

export interface BenchCoupon {
  couponId: string
  code: string
  customerId: string
  orderId: string
}

/** The offer that the coupons below belong to. */
export async function storeOffer(db: Database, at: number): Promise<void> {
  const offer = { offerId, status: 'published', currentVersionId: offerVersionId, sortOrder: 0 }
  await db
    .insertInto('offer')
    .values({ ...offer, createdAt: at, updatedAt: at })
    .execute()
  await db
    .insertInto('offerVersion')
    .values({ offerVersionId, offerId, version: 1, termsJson: JSON.stringify(terms), createdAt: at })
    .execute()
}

function couponRow(coupon: BenchCoupon, at: number): Insertable<Schema['coupon']> {
  const { couponId, code, customerId } = coupon
  const times = { issuedAt: at, sentAt: at, openedAt: at, claimedAt: at, changedAt: at }
  return {
    couponId,
    tokenHash: couponId.padEnd(64, '-'),
    code,
    customerId,
    offerId,
    offerVersionId,
    issuedBy: benchUserId,
    state: 'claimed',
    headline: terms.name,
    rewardsJson: JSON.stringify(terms.rewards),
    costFen: reservedFen,
    capsJson: '{}',
    expiresAt: at + 30 * dayMs,
    ...times,
  }
}

/** Claimed coupons with their reserves, each of a customer of its own; `name` sets them apart from others. */
export async function makeCoupons(
  db: Database,
  { name, count, at, draw }: { name: string; count: number; at: number; draw: Draw },
): Promise<BenchCoupon[]> {
  const coupons: BenchCoupon[] = []
  while (coupons.length < count) {
    const part = Array.from({ length: Math.min(couponsInStatement, count - coupons.length) }, (_, place) => {
      const id = `${name}${coupons.length + place}`
      const code = couponCode(Uint8Array.from({ length: 12 }, () => Math.floor(draw() * 256)))
      return { couponId: `cpn_${id}`, code, customerId: `cust_${id}`, orderId: `order_${id}` }
    })
    await storePart(db, part, at)
    coupons.push(...part)
  }
  return coupons
}

async function storePart(db: Database, coupons: readonly BenchCoupon[], at: number): Promise<void> {
  const customers = coupons.map(({ customerId }) => ({
    customerId,
    assignmentKey: customerId,
    name: '',
    contactType: 1,
    gender: 0,
    fieldsJson: '{}',
    lockVersion: 0,
    orderCount: 0,
    purchaseDays: 0,
    netSpendFen: 0,
    repeatSpendFen: 0,
    createdAt: at,
    updatedAt: at,
  }))
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('customer').values(customers).execute()
    await trx
      .insertInto('coupon')
      .values(coupons.map((coupon) => couponRow(coupon, at)))
      .execute()
    const entries = coupons.flatMap(({ couponId, customerId }) =>
      payingScopes({ userId: benchUserId, customerId, isForNewcomers: false }).map((scope) => ({
        ...scope,
        entryId: `led_${couponId}_${scope.scope}`,
        couponId,
        kind: 'reserve',
        amountFen: reservedFen,
        at,
      })),
    )
    await trx.insertInto('ledgerEntry').values(entries).execute()
  })
}
