import { createHash } from 'node:crypto'
import type { CustomerFacts } from '../../../domain/customers/facts.ts'
import { cartOfferId, cartOfferTerms, coversCart } from '../../../domain/offers/cart/cart-offer.ts'
import type { OfferContext } from '../../../domain/offers/context.ts'
import { judgeOffer } from '../../../domain/offers/eligibility.ts'
import type { Offer } from '../../../domain/offers/offer.ts'
import type { Database } from '../../db/connect.ts'
import { hasVersion, insertVersion, keepOffer, latestVersion } from './repository.ts'

const hashLength = 24

/**
 * The store's offers and, behind them, the one made from this customer's cart (NBA-04), unless an eligible offer of the
 * store gives the same. The version is named by its terms: the same cart under the same caps is the same version.
 */
export function withCartOffer(
  offers: readonly Offer[],
  facts: CustomerFacts,
  context: OfferContext,
): readonly Offer[] {
  const terms = cartOfferTerms(facts, context)
  if (terms === null) return offers
  const isCovered = offers.some(
    (offer) => coversCart(offer.terms, facts) && judgeOffer(offer, facts, context).eligible,
  )
  if (isCovered) return offers
  const hash = createHash('sha256').update(JSON.stringify(terms)).digest('hex').slice(0, hashLength)
  return [...offers, { offerId: cartOfferId, offerVersionId: `${cartOfferId}-${hash}`, version: 0, terms }]
}

/** Stores the version that a coupon is about to point at, if it is a cart's and not stored yet. */
export async function keepCartVersion(trx: Database, offer: Offer, asOf: number): Promise<void> {
  const { offerId, offerVersionId, terms } = offer
  if (offerId !== cartOfferId || (await hasVersion(trx, offerVersionId))) return
  // The offer's row is locked by its change: of two customers at once the second waits and counts on.
  await keepOffer(trx, {
    offerId,
    status: 'dynamic',
    currentVersionId: offerVersionId,
    sortOrder: 0,
    createdAt: asOf,
    updatedAt: asOf,
  })
  if (await hasVersion(trx, offerVersionId)) return
  const version = (await latestVersion(trx, offerId)) + 1
  const termsJson = JSON.stringify(terms)
  await insertVersion(trx, { offerVersionId, offerId, version, termsJson, createdAt: asOf })
}
