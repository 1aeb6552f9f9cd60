import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { offerStore, type OfferStore } from './offer-store.ts'

describe.each(engines)('what a refused offer shows on $name', ({ open }) => {
  let store: OfferStore
  beforeAll(async () => {
    store = await offerStore(await open())
    await store.publish('off-eighty', {
      rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6_000 }],
      audience: [{ kind: 'birthdayToday' }],
    })
    await store.publish('off-bundle', {
      rewards: [{ kind: 'bundle', skus: ['CREAM'], pick: 1, payPercent: 80, maxDiscountFen: 6_000 }],
      audience: [{ kind: 'birthdayToday' }],
    })
  })
  afterAll(() => store.close())

  it.each([
    [9_000, '9'],
    [30_000, '30'],
    [90_000, '60'],
  ])('LTV of %i fen: a ceiling of %s 元 in the headline and in the cost', async (ltvFen, yuan) => {
    const { refused } = await store.offersOf(await store.customerWorth(ltvFen))
    for (const offerId of ['off-eighty', 'off-bundle']) {
      const row = refused.find((offer) => offer.offerId === offerId)
      expect(row).toMatchObject({ costFen: Number(yuan) * 100 })
      expect(row?.headline).toMatch(new RegExp(`最多减${yuan}元$`))
    }
  })
})
