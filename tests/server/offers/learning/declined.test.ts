import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hourMs } from '../../../../src/domain/calendar.ts'
import { sampleArms } from '../../../domain/offers/learning/generated-choices.ts'
import { engines } from '../../../support/databases.ts'
import { testNow } from '../../../support/build-app.ts'
import { advisor } from '../../journey/store.ts'
import { offerStore, type OfferStore } from '../offer-store.ts'
import { drawnStore } from './measurement/drawn-store.ts'

const day = 24 * hourMs
const places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

describe.each(engines)('where customers buy anyway on $name', ({ open }) => {
  let store: OfferStore
  beforeAll(async () => {
    store = await offerStore(await open())
    const drawn = drawnStore(store.context.db)
    const choice = { segment: 'none/aware', armId: null, arms: sampleArms, isBought: true }
    let decisionId = ''
    for (let place = 0; place < 200; place += 1) {
      const customerId = `held-${place}`
      decisionId = await drawn.decision({ ...choice, customerId }, testNow - 9 * day, { mode: 'holdOut' })
      await drawn.order(customerId, testNow - 9 * day + hourMs)
    }
    for (let place = 0; place < 500; place += 1)
      await drawn.coupon(`past-${place}`, 'starter-free-shipping', testNow - 8 * day, { decisionId })
    store.clock.at += hourMs
  })
  afterAll(() => store.close())

  it('"no offer" is what is mostly drawn, and what is drawn is what the panel says', async () => {
    let declined = 0
    for (const place of places) {
      const externalUserId = store.personId(place)
      const { body } = await store.as(advisor)('getPanel', { params: { externalUserId } })
      const row = await store.context.db
        .selectFrom('decision')
        .innerJoin('customer', 'customer.customerId', 'decision.customerId')
        .select(['chosenOfferId', 'propensity', 'mode'])
        .where('customer.externalUserId', '=', externalUserId)
        .executeTakeFirstOrThrow()
      expect(row.mode).toBe('single')
      const { offers, noOffer } = body.recommendation.data
      if (row.chosenOfferId === null) {
        declined += 1
        expect(row.propensity).toBeGreaterThan(0.85)
        expect(offers).toEqual([])
        expect(noOffer.title).toBe('不建议发券')
        expect(noOffer.reasons.join()).toMatch(/不发券预计也有9\d(\.\d)?%会买/)
      } else {
        expect(row.propensity).toBeLessThan(0.1)
        expect(offers[0].offerId).toBe(row.chosenOfferId)
      }
    }
    expect(declined).toBeGreaterThan(0)
  })
})
