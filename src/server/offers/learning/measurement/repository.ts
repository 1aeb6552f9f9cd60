import type { Insertable } from 'kysely'
import type { PairedGain } from '../../../../domain/learning/policy/learning-mode.ts'
import type { Database } from '../../../db/connect.ts'
import type { Schema } from '../../../db/schema.ts'

/** The modes in which a choice is drawn at random. */
const drawnModes = ['single', 'personal']

export interface DrawnRow {
  decisionId: string
  customerId: string
  localDay: number
  segment: string
  chosenOfferId: string | null
  candidatesJson: string
  createdAt: number
}

/** When the oldest of the latest `most` drawn decisions up to `asOf` was taken; null without any. */
export async function drawnSince(db: Database, asOf: number, most: number): Promise<number | null> {
  const oldest = await db
    .selectFrom(
      db
        .selectFrom('decision')
        .select('createdAt')
        .where('mode', 'in', drawnModes)
        .where('createdAt', '<=', asOf)
        .orderBy('createdAt', 'desc')
        .limit(most)
        .as('latest'),
    )
    .select((eb) => eb.fn.min('createdAt').as('createdAt'))
    .executeTakeFirst()
  return oldest?.createdAt ?? null
}

/** A page of drawn decisions in the order of their time, behind `after`. */
export function drawnPage(
  db: Database,
  after: { createdAt: number; decisionId: string },
  asOf: number,
  size: number,
): Promise<DrawnRow[]> {
  return db
    .selectFrom('decision')
    .select(['decisionId', 'customerId', 'localDay', 'segment', 'chosenOfferId'])
    .select(['candidatesJson', 'createdAt'])
    .where('mode', 'in', drawnModes)
    .where('createdAt', '<=', asOf)
    .where('createdAt', '>=', after.createdAt)
    .where((eb) =>
      eb.or([
        eb('createdAt', '>', after.createdAt),
        eb.and([eb('createdAt', '=', after.createdAt), eb('decisionId', '>', after.decisionId)]),
      ]),
    )
    .orderBy('createdAt')
    .orderBy('decisionId')
    .limit(size)
    .execute()
}

/** Paid orders of these customers from `fromMs` (inclusive) to `untilMs` (exclusive). */
export function earnedOrders(
  db: Database,
  customerIds: readonly string[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
) {
  return db
    .selectFrom('purchaseOrder')
    .select(['customerId', 'orderId', 'orderedAt', 'netFen'])
    .where('customerId', 'in', customerIds)
    .where('status', '=', 'paid')
    .where('orderedAt', '>=', fromMs)
    .where('orderedAt', '<', untilMs)
    .execute()
}

/** Coupons that reached these customers, sent or redeemed in that time; those taken back are none. */
export function sentCoupons(
  db: Database,
  customerIds: readonly string[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
) {
  return db
    .selectFrom('coupon')
    .select(['couponId', 'customerId', 'offerId', 'state', 'sentAt', 'redeemedAt', 'orderId', 'discountFen'])
    .where('customerId', 'in', customerIds)
    .where('sentAt', 'is not', null)
    .where('state', 'not in', ['voided', 'lapsed'])
    .where('sentAt', '<', untilMs)
    .where((eb) => eb.or([eb('sentAt', '>=', fromMs), eb('redeemedAt', '>=', fromMs)]))
    .execute()
}

export async function insertGain(db: Database, gain: Insertable<Schema['learningGain']>): Promise<void> {
  await db.insertInto('learningGain').values(gain).execute()
}

/** What the latest measurement found; null before the first and while it can't tell. */
export async function latestGain(db: Database): Promise<PairedGain | null> {
  const row = await db
    .selectFrom('learningGain')
    .select(['gainFen', 'standardErrorFen'])
    .orderBy('createdAt', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.gainFen === null || row.standardErrorFen === null) return null
  return { gain: row.gainFen, standardError: row.standardErrorFen }
}
