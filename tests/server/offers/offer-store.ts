import type { OfferTerms } from '../../../src/domain/offers/offer.ts'
import type { TestDatabase } from '../../support/databases.ts'
import { type TestAppOptions, testNow } from '../../support/build-app.ts'
import { advisor, openStore, type Store } from '../journey/store.ts'
import { publishOffer } from './publish-offer.ts'

export interface OfferStore extends Store {
  /** A follower's customer with one paid order of this much: LTV is what was spent, for want of purchase days. */
  customerWorth: (ltvFen: number) => Promise<string>
  publish: (offerId: string, changes: Partial<OfferTerms>) => Promise<void>
  offersOf: (externalUserId: string) => Promise<{ eligible: Row[]; refused: Row[]; [key: string]: unknown }>
}
export type Row = Record<string, never> & {
  offerId: string
  headline: string
  insteadOfferId: string | null
  canAskException: boolean
  refusals: { ruleId: string }[]
}

/** The journey's store with customers of an exact LTV and offers of an exact cost. */
export async function offerStore(database: TestDatabase, options: TestAppOptions = {}): Promise<OfferStore> {
  const store = await openStore(database, options)
  const spare = store.world.contacts.filter(
    ({ follows, externalUserId }) =>
      follows.length === 1 &&
      follows[0]?.userId === advisor &&
      !store.people.some((person) => person.externalUserId === externalUserId),
  )

  return {
    ...store,
    async customerWorth(ltvFen) {
      const externalUserId = spare.shift()?.externalUserId
      if (!externalUserId) throw new Error('no contact is left')
      const at = testNow - 40 * 86_400_000
      await store.shop('ingestOrders', [
        {
          orderId: `worth-${externalUserId}`,
          externalUserId,
          status: 'paid',
          createdAt: at,
          paidAt: at,
          items: [{ sku: 'CREAM', name: '舒缓面霜', category: '面霜', quantity: 1, unitPriceFen: ltvFen }],
          paidFen: ltvFen,
        },
      ])
      return externalUserId
    },
    publish: (offerId, changes) => publishOffer(store.context.db, offerId, changes),
    async offersOf(externalUserId) {
      const { status, body } = await store.as(advisor)('listOffers', { params: { externalUserId } })
      if (status !== 200) throw new Error(JSON.stringify(body))
      return body
    },
  }
}
