import type { Insertable, Selectable, Updateable } from 'kysely'
import { type CouponState, liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { OfferTerms, Reward } from '../../domain/offers/offer.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'
import type { HandoverScope } from '../handover/handover.ts'
import type { CouponRecord } from './coupon-record.ts'

type Row = Selectable<Schema['coupon']>

function toRecord({ rewardsJson, capsJson, ...row }: Row): CouponRecord {
  return {
    ...row,
    rewards: JSON.parse(rewardsJson) as Reward[],
    caps: JSON.parse(capsJson) as Record<string, unknown>,
  }
}

export async function findCoupon(
  db: Database,
  key: 'couponId' | 'tokenHash' | 'code',
  value: string,
): Promise<CouponRecord | null> {
  const row = await db.selectFrom('coupon').selectAll().where(key, '=', value).executeTakeFirst()
  return row ? toRecord(row) : null
}

const ofCustomer = prepared((db, { customerId }: { customerId: string }) =>
  db
    .selectFrom('coupon')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('issuedAt', 'desc')
    .orderBy('couponId', 'desc'),
)

/** Latest first. */
export async function couponsOf(db: Database, customerId: string): Promise<CouponRecord[]> {
  return (await ofCustomer(db, { customerId })).map(toRecord)
}

export async function couponsOfOrder(db: Database, orderId: string): Promise<CouponRecord[]> {
  const rows = await db.selectFrom('coupon').selectAll().where('orderId', '=', orderId).execute()
  return rows.map(toRecord)
}

/** Coupons that may be due to end: past their validity, or issued before `unconfirmedSince` and never confirmed. */
export async function dueCouponIds(
  db: Database,
  states: readonly CouponState[],
  asOf: number,
  unconfirmedSince: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('coupon')
    .select('couponId')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', states), eb('expiresAt', '<', asOf)]),
        eb.and([eb('state', '=', 'issued'), eb('issuedAt', '<=', unconfirmedSince)]),
      ]),
    )
    .limit(limit)
    .execute()
  return rows.map(({ couponId }) => couponId)
}

export async function insertCoupon(trx: Database, coupon: Insertable<Schema['coupon']>): Promise<void> {
  await trx.insertInto('coupon').values(coupon).execute()
}

/** Changes the row only while it is in `from`; answers whether it did. */
export async function updateCoupon(
  trx: Database,
  couponId: string,
  from: CouponState,
  changes: Updateable<Schema['coupon']>,
): Promise<boolean> {
  const result = await trx
    .updateTable('coupon')
    .set(changes)
    .where('couponId', '=', couponId)
    .where('state', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertEvent(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  event: Omit<Insertable<Schema['couponEvent']>, 'couponEventId'>,
): Promise<void> {
  await trx
    .insertInto('couponEvent')
    .values({ couponEventId: newId(context, 'cev'), ...event })
    .execute()
}

/** The immutable version that a coupon points at. */
export async function termsOf(db: Database, offerVersionId: string): Promise<OfferTerms> {
  const row = await db
    .selectFrom('offerVersion')
    .select('termsJson')
    .where('offerVersionId', '=', offerVersionId)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.termsJson) as OfferTerms
}

/** Live ones get another holder, who may void them; the issuer stays. Answers which. */
export function handOverCoupons(
  trx: Database,
  { fromUserId, toUserId, customerIds }: HandoverScope,
  at: number,
): Promise<{ couponId: string; customerId: string }[]> {
  return trx
    .updateTable('coupon')
    .set({ heldBy: toUserId, changedAt: at })
    .where((eb) => eb(eb.fn.coalesce('heldBy', 'issuedBy'), '=', fromUserId))
    .where('state', 'in', liveCouponStates)
    .$if(customerIds !== null, (query) => query.where('customerId', 'in', customerIds ?? []))
    .returning(['couponId', 'customerId'])
    .execute()
}
