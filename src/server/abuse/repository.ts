import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type AlertRow = Selectable<Schema['abuseAlert']>

/** Open ones first, then the latest. */
export function listAlerts(db: Database, limit: number): Promise<AlertRow[]> {
  return db
    .selectFrom('abuseAlert')
    .selectAll()
    .orderBy((eb) => eb.case().when('reviewedAt', 'is', null).then(0).else(1).end())
    .orderBy('lastAt', 'desc')
    .orderBy('alertId')
    .limit(limit)
    .execute()
}

export function findAlert(db: Database, alertId: string): Promise<AlertRow | undefined> {
  return db.selectFrom('abuseAlert').selectAll().where('alertId', '=', alertId).executeTakeFirst()
}

/** The first to say so is kept; whether it was this one. */
export async function settleAlert(
  trx: Database,
  alertId: string,
  settled: { reviewedAt: number; reviewedBy: string },
): Promise<boolean> {
  const row = await trx
    .updateTable('abuseAlert')
    .set(settled)
    .where('alertId', '=', alertId)
    .where('reviewedAt', 'is', null)
    .returning('alertId')
    .executeTakeFirst()
  return row !== undefined
}

/** Alerts of a span by kind; `from` and `until` in epoch milliseconds, the end exclusive. */
export async function countAlerts(
  db: Database,
  { fromAt, untilAt }: { fromAt: number; untilAt: number },
): Promise<{ kind: string; alerts: number; open: number }[]> {
  return db
    .selectFrom('abuseAlert')
    .select('kind')
    .select((eb) => [
      eb.fn.countAll<number>().as('alerts'),
      eb.fn.sum<number>(eb.case().when('reviewedAt', 'is', null).then(1).else(0).end()).as('open'),
    ])
    .where('lastAt', '>=', fromAt)
    .where('lastAt', '<', untilAt)
    .groupBy('kind')
    .orderBy('kind')
    .execute()
}

/** Headlines of coupons and names of offers, by id. */
export async function titlesOf(db: Database, rows: readonly AlertRow[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  const idsOf = (kinds: readonly string[]) =>
    rows.filter(({ kind }) => kinds.includes(kind)).map(({ subjectId }) => subjectId)
  const couponIds = idsOf(['sharedLink', 'staffClaim'])
  if (couponIds.length > 0) {
    const coupons = await db
      .selectFrom('coupon')
      .select(['couponId', 'headline'])
      .where('couponId', 'in', couponIds)
      .execute()
    for (const { couponId, headline } of coupons) titles.set(couponId, headline)
  }
  const offerIds = idsOf(['fastOffer'])
  if (offerIds.length > 0) {
    const offers = await db
      .selectFrom('offer')
      .innerJoin('offerVersion', 'offerVersion.offerVersionId', 'offer.currentVersionId')
      .select(['offer.offerId', 'offerVersion.termsJson'])
      .where('offer.offerId', 'in', offerIds)
      .execute()
    for (const { offerId, termsJson } of offers)
      titles.set(offerId, (JSON.parse(termsJson) as { name: string }).name)
  }
  return titles
}
