import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { minuteMs } from '../../src/domain/calendar.ts'
import { engines } from '../support/databases.ts'
import { advisor, openStore, type Store } from '../server/journey/store.ts'

const ten = Date.parse('2026-03-11T10:00:00+08:00')

describe.each(engines)('12: an opt-out at 10:00 on $name', ({ open }) => {
  let store: Store
  let params = { externalUserId: '' }
  let link = ''
  beforeAll(async () => {
    store = await openStore(await open())
    params = { externalUserId: store.personId(0) }
    store.clock.at = ten - minuteMs
    const views = [1, 2, 3].map((place) => ({
      eventId: `view-${place}`,
      ...params,
      type: 'view',
      sku: 'CREAM',
      occurredAt: ten - place * minuteMs - minuteMs,
    }))
    await store.shop('ingestEvents', views)
  })
  afterAll(() => store.close())

  async function now() {
    const { body: panel } = await store.as(advisor)('getPanel', { params })
    const { body: listed } = await store.as(advisor)('listOffers', { params })
    return {
      steps: panel.nextSteps.data.length,
      recommended: panel.recommendation.data.offers.length,
      eligible: listed.eligible.length,
      isOptedOut: panel.customer.isOptedOut,
      said: listed.noOfferText,
    }
  }
  const issue = () => store.as(advisor)('issueCoupon', { params, body: { offerId: 'starter-ladder' } })

  it('at 09:59 suggests and sends', async () => {
    const before = await now()
    expect(before).toMatchObject({ isOptedOut: false, said: null })
    for (const count of [before.steps, before.recommended, before.eligible]) expect(count).toBeGreaterThan(0)
    link = (await store.send(0, 'starter-free-shipping')).token
  })

  it('is taken by the customer on the coupon page alone, and at once', async () => {
    store.clock.at = ten
    expect((await store.device()('optOutByClaim', link)).status).toBe(403)
    expect((await now()).isOptedOut).toBe(false)
    const customer = store.device()
    const { code } = (await customer('takeClaim', link)).body
    expect((await customer('optOutByClaim', link)).status).toBe(200)
    const gone = { steps: 0, recommended: 0, eligible: 0, isOptedOut: true }
    expect(await now()).toMatchObject(gone)
    expect((await customer('optOutByClaim', link)).status).toBe(200)
    const order = { code, orderId: 'promised', orderAmountFen: 30_000, shippingFen: 1_000 }
    expect((await store.shop('redeemCoupon', order)).status, 'what was promised stays promised').toBe(200)
  })

  it('at 10:01 suggests nothing, lists every offer as refused and issues none', async () => {
    store.clock.at = ten + minuteMs
    const after = await now()
    expect(after).toMatchObject({ steps: 0, recommended: 0, eligible: 0, isOptedOut: true })
    expect(after.said).toBe('客户已选择不再接收个性化优惠，服务照常')
    const { body } = await store.as(advisor)('listOffers', { params })
    for (const { refusals } of body.refused)
      expect(refusals.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('OPT-OUT')
    for (const { offerId } of body.refused) {
      const refused = await store.as(advisor)('issueCoupon', { params, body: { offerId } })
      expect(refused).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
    }
    expect((await issue()).status).toBe(422)
  })

  it('leaves service as it was', async () => {
    store.clock.at = ten + 15 * minuteMs
    const body = { text: '您的订单今天发出', via: 'sent', contentType: 'service' }
    const answer = await store.as(advisor)('recordTouch', { params, body })
    expect(answer).toMatchObject({ status: 200, body: { cadence: { serviceToday: 1 } } })
  })
})
