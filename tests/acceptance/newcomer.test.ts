import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultWorld } from '../../src/simulator/people/default-world.ts'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import { testNow } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { advisor, openStore, type Store } from '../server/journey/store.ts'

const params = { externalUserId: notablePeople.newcomer.externalUserId }
/** The shop tells of the first ten contacts; she stands behind them, so that nothing is known of her. */
function worldWithoutHerOrders() {
  const world = defaultWorld(testNow)
  const isHer = (contact: { externalUserId: string }) => contact.externalUserId === params.externalUserId
  return {
    ...world,
    contacts: [...world.contacts.filter((c) => !isHer(c)), ...world.contacts.filter(isHer)],
  }
}
const midnight = Date.parse('2026-03-11T00:00:00+08:00')

describe.each(engines)('1: a new customer of a new store on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open(), { world: worldWithoutHerOrders() })
  })
  afterAll(() => store.close())

  async function panelAt(at: number) {
    store.clock.at = at
    const { status, body } = await store.as(advisor)('getPanel', { params })
    expect(status).toBe(200)
    return body
  }
  const offers = async () => (await store.as(advisor)('listOffers', { params })).body
  const issue = () => store.as(advisor)('issueCoupon', { params, body: { offerId: 'starter-double-points' } })

  it('is met with the quiz, without a coupon and without a forecast, until the day ends', async () => {
    for (const [at, slot] of [
      [testNow, []],
      [midnight - 1, ['下次建议 明天 7:00']],
    ] as const) {
      const { customer, nextSteps, recommendation, ltv, rfm } = await panelAt(at)
      expect(customer).toMatchObject({ dayNumber: 1, hasOrders: false, cadenceName: '新客' })
      expect(nextSteps.data).toMatchObject([
        { ruleId: 'NBA-18', title: '先发肤质测试 (不急着发券)', offerId: null, advice: '只聊，不带券' },
      ])
      expect(nextSteps.data[0].evidence).toContain('第1天，还没有订单')
      expect(recommendation.data).toMatchObject({
        offers: [],
        noOffer: { title: '现在不用打扰', reasons: ['新客第1天，先发肤质测试', ...slot] },
      })
      expect(ltv.data).toMatchObject({ status: 'insufficient', totalFen: 0, basis: '还没有付款订单' })
      expect(rfm.data).toBeNull()
      const { eligible, refused } = await offers()
      expect(eligible).toEqual([])
      for (const { refusals } of refused)
        expect(refusals.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('NBA-18')
      expect(await issue()).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
    }
  })

  it('may be sent a coupon from the first instant of day 2', async () => {
    const { customer, recommendation } = await panelAt(midnight)
    expect(customer.dayNumber).toBe(2)
    expect(recommendation.data.offers.length).toBeGreaterThan(0)
    expect((await offers()).eligible.length).toBeGreaterThan(0)
  })

  it('needs no quiz once there is an order, even on day 1', async () => {
    const order = {
      orderId: 'first',
      ...params,
      status: 'paid',
      createdAt: testNow,
      paidAt: testNow,
      items: [],
      paidFen: 30_000,
    }
    expect((await store.shop('ingestOrders', [order])).body.accepted).toBe(1)
    const { nextSteps, recommendation } = await panelAt(testNow + 1)
    expect(nextSteps.data.map(({ ruleId }: { ruleId: string }) => ruleId)).not.toContain('NBA-18')
    expect(recommendation.data.offers.length).toBeGreaterThan(0)
    expect((await issue()).status).toBe(200)
  })
})
