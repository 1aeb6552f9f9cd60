import type { Insertable, Selectable, Updateable } from 'kysely'
import { type CouponState, liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { OfferTerms, Reward } from '../../domain/offers/offer.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { preparedWrite } from '../db/prepared-write.ts'
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

type CouponKey = 'couponId' | 'tokenHash'

const couponsBy = (key: CouponKey) =>
  prepared((db, { value }: { value: string }) => db.selectFrom('coupon').selectAll().where(key, '=', value))

const foundBy = {
  couponId: couponsBy('couponId'),
  tokenHash: couponsBy('tokenHash'),
}

export async function findCoupon(db: Database, key: CouponKey, value: string): Promise<CouponRecord | null> {
  const [row] = await foundBy[key](db, { value })
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

/** Whose coupon it is, for those who lock and then read it. */
export type CouponPlace = Pick<CouponRecord, 'couponId' | 'customerId' | 'state'>

const placeColumns = ['couponId', 'customerId', 'state'] as const

const placeByCode = prepared((db, { code }: { code: string }) =>
  db.selectFrom('coupon').select(placeColumns).where('code', '=', code),
)

export async function findByCode(db: Database, code: string): Promise<CouponPlace | undefined> {
  return (await placeByCode(db, { code }))[0]
}

const placesOfOrder = prepared((db, { orderId }: { orderId: string }) =>
  db.selectFrom('coupon').select(placeColumns).where('orderId', '=', orderId),
)

export function couponsOfOrder(db: Database, orderId: string): Promise<CouponPlace[]> {
  return placesOfOrder(db, { orderId })
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

type Changes = Updateable<Schema['coupon']>

/** One statement for each set of columns that the moves change. */
const updates = new Map<string, ReturnType<typeof updateOf>>()

function updateOf(columns: readonly string[]) {
  return preparedWrite((trx, given: Changes & { ofCouponId: string; from: CouponState }) =>
    trx
      .updateTable('coupon')
      .set(Object.fromEntries(columns.map((column) => [column, given[column as keyof Changes]])))
      .where('couponId', '=', given.ofCouponId)
      .where('state', '=', given.from)
      .returning('couponId'),
  )
}

/** Changes the row only while it is in `from`; answers whether it did. */
export async function updateCoupon(
  trx: Database,
  couponId: string,
  from: CouponState,
  changes: Changes,
): Promise<boolean> {
  const columns = Object.keys(changes).filter((column) => changes[column as keyof Changes] !== undefined)
  const shape = columns.join(' ')
  const update = updates.get(shape) ?? updateOf(columns)
  updates.set(shape, update)
  return (await update(trx, { ...changes, ofCouponId: couponId, from })).length === 1
}

type Event = Insertable<Schema['couponEvent']>

const addEvent = preparedWrite(
  (trx, { couponEventId, couponId, fromState, toState, actor, reason, at }: Event) =>
    trx.insertInto('couponEvent').values({ couponEventId, couponId, fromState, toState, actor, reason, at }),
)

export async function insertEvent(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  event: Omit<Event, 'couponEventId'>,
): Promise<void> {
  await addEvent(trx, { couponEventId: newId(context, 'cev'), ...event })
}

const termsText = prepared((db, { offerVersionId }: { offerVersionId: string }) =>
  db.selectFrom('offerVersion').select('termsJson').where('offerVersionId', '=', offerVersionId),
)

/** The immutable version that a coupon points at. */
export async function termsOf(db: Database, offerVersionId: string): Promise<OfferTerms> {
  const [row] = await termsText(db, { offerVersionId })
  if (!row) throw new Error(`no offer version ${offerVersionId}`)
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
