import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { offerStore, type OfferStore } from './offer-store.ts'

describe.each(engines)("the class of low LTV at the store's numbers on $name (OFF-03)", ({ open }) => {
  let store: OfferStore
  let externalUserId = ''
  beforeAll(async () => {
    store = await offerStore(await open())
    externalUserId = await store.customerWorth(25_000)
    await store.publish('off-23', { rewards: [{ kind: 'amount', amountFen: 2_300 }] })
  })
  afterAll(() => store.close())

  const isEligible = async () =>
    (await store.offersOf(externalUserId)).eligible.some(({ offerId }) => offerId === 'off-23')

  it.each([
    [24_999, true],
    [25_000, false],
    [25_001, false],
  ])('an LTV of 250 元 with ltvFen %i: 23 元 off %s', async (ltvFen, expected) => {
    await changeSettings(store.context, { rules: { 'OFF-03.ltvFen': ltvFen } })
    expect(await isEligible()).toBe(expected)
  })

  it.each([
    [2_299, false],
    [2_300, true],
    [2_301, true],
  ])('capFen %i: 23 元 off %s', async (capFen, expected) => {
    await changeSettings(store.context, { rules: { 'OFF-03.ltvFen': 25_000, 'OFF-03.capFen': capFen } })
    expect(await isEligible()).toBe(expected)
  })
})
