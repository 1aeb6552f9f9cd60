import type { OfferTerms } from '../../../domain/offers/offer.ts'

/** An offer as it is kept in these lists: a lasting id and its first version's terms. */
export interface OfferDraft {
  offerId: string
  terms: OfferTerms
}

const everyday: Pick<
  OfferTerms,
  'audience' | 'minSpendFen' | 'skus' | 'categories' | 'validity' | 'repeatAfterDays' | 'isForNewcomers'
> = {
  audience: [],
  minSpendFen: 0,
  skus: [],
  categories: [],
  validity: { kind: 'hours', hours: 24 },
  repeatAfterDays: 30,
  isForNewcomers: false,
}

/** Terms that are what most offers are: for everybody, without threshold, 24 hours (OFF-08), once in 30 days. */
export function draftOf(
  offerId: string,
  terms: Omit<OfferTerms, keyof typeof everyday> & Partial<OfferTerms>,
): OfferDraft {
  return { offerId, terms: { ...everyday, ...terms } }
}
