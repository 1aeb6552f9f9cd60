import type { OfferTerms } from '../../../src/domain/offers/offer.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { testNow } from '../../support/build-app.ts'
import { sampleTerms } from '../../domain/offers/sample-offer.ts'

/** Puts one published offer on the store's list, for merchandise from 600 元 unless said otherwise. */
export async function publishOffer(
  db: Database,
  offerId: string,
  changes: Partial<OfferTerms>,
): Promise<void> {
  const offerVersionId = `${offerId}-v1`
  const at = testNow
  const terms = sampleTerms({ minSpendFen: 60_000, ...changes })
  await db
    .insertInto('offer')
    .values({
      offerId,
      status: 'published',
      currentVersionId: offerVersionId,
      sortOrder: 900,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  await db
    .insertInto('offerVersion')
    .values({ offerVersionId, offerId, version: 1, termsJson: JSON.stringify(terms), createdAt: at })
    .execute()
}
