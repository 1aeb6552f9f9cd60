import type { Offer, OfferTerms } from '../../domain/offers/offer.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { kept } from '../db/kept.ts'
import type { Insertable, Selectable } from 'kysely'
import type { Schema } from '../db/schema.ts'

export type DecisionRow = Selectable<Schema['decision']>

/** The current versions of all published offers, in the operator's order. */
export const publishedOffers = kept('offer', async (db): Promise<readonly Offer[]> => {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('offerVersion', 'offerVersion.offerVersionId', 'offer.currentVersionId')
    .select([
      'offer.offerId',
      'offerVersion.offerVersionId',
      'offerVersion.version',
      'offerVersion.termsJson',
    ])
    .where('offer.status', '=', 'published')
    .orderBy('offer.sortOrder')
    .orderBy('offer.offerId')
    .execute()
  return rows.map(({ termsJson, ...offer }) => ({ ...offer, terms: JSON.parse(termsJson) as OfferTerms }))
})

/** What is read of a decision that was taken already; the facts it rests on are those at hand. */
export type TakenDecision = Pick<
  DecisionRow,
  'decisionId' | 'chosenOfferId' | 'mode' | 'propensity' | 'candidatesJson'
>

const decisionOfDay = prepared(
  (db, { customerId, localDay, factsHash }: { customerId: string; localDay: number; factsHash: string }) =>
    db
      .selectFrom('decision')
      .select(['decisionId', 'chosenOfferId', 'mode', 'propensity', 'candidatesJson'])
      .where('customerId', '=', customerId)
      .where('localDay', '=', localDay)
      .where('factsHash', '=', factsHash)
      .orderBy('createdAt')
      .orderBy('decisionId')
      .limit(1),
)

/** The customer's decision of a local day with exactly these facts, if it was taken already. */
export async function findDecision(
  db: Database,
  customerId: string,
  localDay: number,
  factsHash: string,
): Promise<TakenDecision | undefined> {
  return (await decisionOfDay(db, { customerId, localDay, factsHash }))[0]
}

export async function insertDecision(db: Database, decision: Insertable<Schema['decision']>): Promise<void> {
  await db.insertInto('decision').values(decision).execute()
}

/** How long a coupon of each of these versions lives; a version that is not stored is left out. */
export async function validityOf(
  db: Database,
  offerVersionIds: readonly string[],
): Promise<[offerVersionId: string, validity: OfferTerms['validity']][]> {
  if (offerVersionIds.length === 0) return []
  const rows = await db
    .selectFrom('offerVersion')
    .select(['offerVersionId', 'termsJson'])
    .where('offerVersionId', 'in', offerVersionIds)
    .execute()
  return rows.map((row) => [row.offerVersionId, (JSON.parse(row.termsJson) as OfferTerms).validity])
}

/** Keeps what decisions of a time have in common, once. */
export async function keepFrame(db: Database, frame: Insertable<Schema['decisionFrame']>): Promise<void> {
  await db
    .insertInto('decisionFrame')
    .values(frame)
    .onConflict((conflict) => conflict.column('frameHash').doNothing())
    .execute()
}

/** The value below which `share` of the latest purchases lie; null before the first purchase. */
export async function basketQuantileFen(db: Database, share: number, among: number): Promise<number | null> {
  const latest = db
    .selectFrom('purchaseOrder')
    .select('netFen')
    .where('status', '=', 'paid')
    .orderBy('orderedAt', 'desc')
    .limit(among)
    .as('latest')
  const rows = await db.selectFrom(latest).select('netFen').orderBy('netFen').execute()
  return rows[Math.min(rows.length - 1, Math.floor(rows.length * share))]?.netFen ?? null
}
