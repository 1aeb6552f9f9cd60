import type { OfferTerms } from '../../../domain/offers/offer.ts'
import type { Database } from '../../db/connect.ts'

export interface Campaign {
  campaignId: string
  /** Names of the offers that it pays for. */
  offers: string[]
}

/** The campaigns that the current version of an offer names, published or not: a budget may be set before. */
export async function campaignsOf(db: Database): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('offerVersion', 'offerVersion.offerVersionId', 'offer.currentVersionId')
    .select('offerVersion.termsJson')
    .orderBy('offer.sortOrder')
    .orderBy('offer.offerId')
    .execute()
  const offersOf = new Map<string, string[]>()
  for (const { termsJson } of rows) {
    const { campaignId, name } = JSON.parse(termsJson) as OfferTerms
    if (campaignId !== undefined) offersOf.set(campaignId, [...(offersOf.get(campaignId) ?? []), name])
  }
  return [...offersOf].map(([campaignId, offers]) => ({ campaignId, offers }))
}
