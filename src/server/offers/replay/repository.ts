import type { Offer, OfferTerms } from '../../../domain/offers/offer.ts'
import type { Database } from '../../db/connect.ts'
import type { DecisionRow } from '../repository.ts'

/** Which decisions are meant: all that is given must hold. */
export interface DecisionFilter {
  decisionId?: string | undefined
  customerId?: string | undefined
  localDay?: number | undefined
  sinceMs?: number | undefined
}

/** A decision with the frame it names; `frameJson` null when there is none. */
export type ReplayRow = DecisionRow & { frameJson: string | null; externalUserId: string | null }

/** A page of decisions in the order of their time, behind `after`. */
export function decisionPage(
  db: Database,
  { decisionId, customerId, localDay, sinceMs }: DecisionFilter,
  after: { createdAt: number; decisionId: string },
  size: number,
): Promise<ReplayRow[]> {
  let query = db
    .selectFrom('decision')
    .leftJoin('decisionFrame', 'decisionFrame.frameHash', 'decision.frameHash')
    .leftJoin('customer', 'customer.customerId', 'decision.customerId')
    .selectAll('decision')
    .select(['decisionFrame.frameJson', 'customer.externalUserId'])
    .where('decision.createdAt', '>=', after.createdAt)
    .where((eb) =>
      eb.or([
        eb('decision.createdAt', '>', after.createdAt),
        eb.and([
          eb('decision.createdAt', '=', after.createdAt),
          eb('decision.decisionId', '>', after.decisionId),
        ]),
      ]),
    )
  if (decisionId !== undefined) query = query.where('decision.decisionId', '=', decisionId)
  if (customerId !== undefined) query = query.where('decision.customerId', '=', customerId)
  if (localDay !== undefined) query = query.where('decision.localDay', '=', localDay)
  if (sinceMs !== undefined) query = query.where('decision.createdAt', '>=', sinceMs)
  return query.orderBy('decision.createdAt').orderBy('decision.decisionId').limit(size).execute()
}

/** Versions of offers as they were published. */
export async function offersOfVersions(db: Database, offerVersionIds: readonly string[]): Promise<Offer[]> {
  if (offerVersionIds.length === 0) return []
  const rows = await db
    .selectFrom('offerVersion')
    .select(['offerId', 'offerVersionId', 'version', 'termsJson'])
    .where('offerVersionId', 'in', offerVersionIds)
    .execute()
  return rows.map(({ termsJson, ...offer }) => ({ ...offer, terms: JSON.parse(termsJson) as OfferTerms }))
}

export async function customerIdOf(db: Database, externalUserId: string): Promise<string | null> {
  const row = await db
    .selectFrom('customer')
    .select('customerId')
    .where('externalUserId', '=', externalUserId)
    .executeTakeFirst()
  return row?.customerId ?? null
}
