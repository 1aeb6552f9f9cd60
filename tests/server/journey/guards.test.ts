import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../src/contract/api.ts'
import { paths, type RouteName } from '../../../src/contract/paths.ts'
import { engines } from '../../support/databases.ts'
import { sampleBody } from './sample-body.ts'
import { advisor, type Answer, colleague, openStore, ownOrigin, type Store } from './store.ts'

const routes = Object.keys(paths) as RouteName[]
const isWrite = (name: RouteName) => paths[name].startsWith('POST ')
/** What stands in addresses beside a customer, a coupon and a link. */
const others = {
  tagId: 'tag_any',
  ruleId: 'NBA-05',
  quizLinkId: 'qzl_any',
  offerId: 'starter-ladder',
  exceptionId: 'exc_any',
  reminderId: 'rem_any',
}

describe.each(engines)('the guards of the journey on $name', ({ open }) => {
  let store: Store
  let couponId = ''
  let token = ''
  beforeAll(async () => {
    store = await openStore(await open())
    const sent = await store.send(0, 'starter-free-shipping')
    couponId = sent.couponId
    token = sent.token
  })
  afterAll(() => store.close())

  const snapshot = async () =>
    Promise.all(
      (['coupon', 'couponEvent', 'ledgerEntry', 'touchBubble', 'follow'] as const).map((table) =>
        store.context.db.selectFrom(table).selectAll().execute(),
      ),
    )

  it('a foreign customer or coupon answers exactly like one that nobody knows', async () => {
    const before = await snapshot()
    const ask = (name: RouteName, externalUserId: string, id: string): Promise<Answer> =>
      store.as(colleague)(name, { params: { ...others, externalUserId, couponId: id }, ...sampleBody(name) })
    const guarded = routes.filter((name) => /:externalUserId|:couponId/.test(paths[name]))
    expect(guarded.length).toBeGreaterThanOrEqual(10)
    for (const name of guarded) {
      const foreign = await ask(name, store.personId(0), couponId)
      expect(foreign, name).toEqual({ status: 404, body: { code: 'not_found', message: '没有找到' } })
      expect(await ask(name, 'wmNobodyKnowsThisOne', 'cpn_unknown'), name).toEqual(foreign)
    }
    const filled = (externalUserId: string) =>
      store.as(colleague)('listScripts', { query: { externalUserId } })
    expect(await filled(store.personId(0))).toEqual(await filled('wmNobodyKnowsThisOne'))
    expect(await snapshot()).toEqual(before)
  })

  it('every write without session or key is 401', async () => {
    const before = await snapshot()
    const closed = routes.filter((name) => isWrite(name) && api[name].access !== 'public')
    expect(closed.length).toBeGreaterThanOrEqual(11)
    for (const name of closed) {
      const params = { ...others, externalUserId: store.personId(0), couponId }
      const { status, body } = await store.call(name, {
        params,
        headers: { origin: ownOrigin },
        ...sampleBody(name),
      })
      const code = api[name].access === 'member' ? 'unauthenticated' : 'bad_key'
      expect([name, status, body.code]).toEqual([name, 401, code])
    }
    expect(await snapshot()).toEqual(before)
  })

  it('every write that comes from another site is 403, session or not', async () => {
    const before = await snapshot()
    const params = { ...others, externalUserId: store.personId(0), couponId, token }
    const signs: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${ownOrigin}0` },
      { origin: ownOrigin, 'sec-fetch-site': 'cross-site' },
    ]
    for (const name of routes.filter(isWrite)) {
      for (const headers of signs) {
        const { status, body } = await store.as(advisor)(name, { params, headers, ...sampleBody(name) })
        expect([name, status, body.code]).toEqual([name, 403, 'cross_site'])
      }
    }
    expect(await snapshot()).toEqual(before)
  })

  it('a key opens its own routes only, and no member route', async () => {
    const body = { code: 'ZZZZ-ZZZZ-ZZZZ', orderId: 'o', orderAmountFen: 1 }
    const { key } = await store.app.services.keys.create('till', ['redeem'])
    const headers = { authorization: `Bearer ${key}` }
    expect((await store.call('ingestOrders', { body: [], headers })).status).toBe(403)
    expect((await store.call('redeemCoupon', { body, headers })).status).toBe(404)
    const params = { externalUserId: store.personId(0) }
    expect((await store.call('getPanel', { params, headers })).status).toBe(401)
  })

  it('opting out on the coupon page ends all offers within the same second', async () => {
    const params = { externalUserId: store.personId(3) }
    const { token: link } = await store.send(3, 'starter-free-shipping')
    const customer = store.device()
    expect((await store.device()('optOutByClaim', link)).status).toBe(403)
    const { code } = (await customer('takeClaim', link)).body
    const order = { code, orderId: 'before-opt-out', orderAmountFen: 30_000 }
    expect((await store.shop('redeemCoupon', order)).status).toBe(200)
    const offers = async () => {
      const { body: listed } = await store.as(advisor)('listOffers', { params })
      const { body: panel } = await store.as(advisor)('getPanel', { params })
      const recommended = panel.recommendation.data
      return { eligible: listed.eligible, recommended: recommended.offers, noOffer: recommended.noOffer }
    }
    const before = await offers()
    expect(before.eligible.length).toBeGreaterThan(0)
    expect(before.recommended.length).toBeGreaterThan(0)

    expect(await customer('optOutByClaim', link)).toEqual({ status: 200, body: { ok: true } })
    expect(await offers()).toEqual({
      eligible: [],
      recommended: [],
      noOffer: { title: expect.any(String), reasons: expect.any(Array) },
    })
    expect((await store.as(advisor)('getPanel', { params })).body.customer.isOptedOut).toBe(true)
    const issue = await store.as(advisor)('issueCoupon', { params, body: { offerId: 'starter-ladder' } })
    expect(issue).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
  })
})
