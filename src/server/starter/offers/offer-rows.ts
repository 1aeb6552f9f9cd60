import type { Insertable } from 'kysely'
import type { Schema } from '../../db/schema.ts'
import type { OfferDraft } from './offer-draft.ts'

/** The id of the first version of a listed offer. */
export function offerVersionIdOf(offerId: string): string {
  return `${offerId}-v1`
}

export interface OfferRows {
  offers: Insertable<Schema['offer']>[]
  versions: Insertable<Schema['offerVersion']>[]
}

/** Rows of listed offers in their first version, in this order. */
export function offerRows(
  drafts: readonly OfferDraft[],
  status: 'draft' | 'published',
  at: number,
): OfferRows {
  return {
    offers: drafts.map(({ offerId }, index) => ({
      offerId,
      status,
      currentVersionId: offerVersionIdOf(offerId),
      sortOrder: (index + 1) * 10,
      createdAt: at,
      updatedAt: at,
    })),
    versions: drafts.map(({ offerId, terms }) => ({
      offerVersionId: offerVersionIdOf(offerId),
      offerId,
      version: 1,
      termsJson: JSON.stringify(terms),
      createdAt: at,
    })),
  }
}
