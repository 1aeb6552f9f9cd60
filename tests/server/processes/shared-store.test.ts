import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, openShop, type Shop, twoPorts } from './two-processes.ts'

type Started = Awaited<ReturnType<Shop['start']>>

describe('two processes on one PostgreSQL', () => {
  let shop: Shop
  let started: Started[] = []
  let one = ''
  let other = ''
  let cookie = ''
  let place = 0

  beforeAll(async () => {
    shop = await openShop()
    const ports = await twoPorts()
    // At once, on an empty database: one of them migrates.
    started = await Promise.all(ports.map((port) => shop.start(port, '--drain', '0')))
    ;[one = '', other = ''] = started.map(({ at }) => at)
    const { body } = await shop.shop(one, 'ingestOrders', shop.ordersOf(shop.people.slice(0, 20)))
    expect(body).toMatchObject({ accepted: 60, rejected: [] })
    expect((await shop.run('recompute')).code).toBe(0)
    cookie = await shop.signIn(one, other)
  })
  afterAll(async () => {
    for (const running of started) await running.stop()
    const verified = await shop.run('verify')
    expect(verified.stdout + verified.stderr).toMatch(/Everything agrees/)
    await shop.close()
  })

  const nextPerson = () => shop.people[(place += 1) - 1] ?? ''
  const issue = (
    at: string,
    externalUserId: string,
    key?: string,
    offerId = 'starter-ladder',
  ): Promise<Answer> =>
    shop.call(at, 'issueCoupon', {
      params: { externalUserId },
      body: { offerId },
      headers: { cookie, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    })
  const couponsOf = async (couponIds: readonly string[]) =>
    shop.db.selectFrom('coupon').selectAll().where('couponId', 'in', couponIds).execute()

  it('share the session: begun on one, ended on the other, read and left on both', async () => {
    const mine = await shop.signIn(other, one, 'GuAnRan')
    for (const at of [one, other]) {
      const { status, body } = await shop.call(at, 'getSession', { headers: { cookie: mine } })
      expect([status, JSON.stringify(body)]).toEqual([200, expect.stringContaining('GuAnRan')])
    }
    expect((await shop.call(one, 'logout', { headers: { cookie: mine } })).status).toBe(200)
    expect((await shop.call(other, 'getSession', { headers: { cookie: mine } })).status).toBe(401)
  })

  it('give the answer of the first time to a key that comes again on the other', async () => {
    const externalUserId = nextPerson()
    const first = await issue(one, externalUserId, 'again')
    expect(first).toMatchObject({ status: 200, body: { coupon: { state: 'issued' } } })
    expect(await issue(other, externalUserId, 'again')).toEqual(first)
    const changed = await issue(other, externalUserId, 'again', 'starter-percent-capped')
    expect(changed).toMatchObject({ status: 409, body: { code: 'key_reused' } })
    const panel = await shop.call(other, 'getPanel', { params: { externalUserId }, headers: { cookie } })
    expect(JSON.stringify(panel.body)).toContain(first.body.coupon.couponId)
  })

  it('issue one coupon for one tap that arrives on both at once, with a key and without', async () => {
    const externalUserId = nextPerson()
    const taps = await Promise.all([one, other, one, other].map((at) => issue(at, externalUserId, 'one-tap')))
    expect(new Set(taps.map((tap) => JSON.stringify(tap))).size).toBe(1)
    expect(taps[0]?.status).toBe(200)

    const next = nextPerson()
    const unkeyed = await Promise.all([one, other, one, other].map((at) => issue(at, next)))
    expect(unkeyed.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('redeem a code once although ten tills race on both', async () => {
    const externalUserId = nextPerson()
    const { body } = await issue(one, externalUserId)
    const { couponId } = body.coupon
    const sent = { params: { couponId }, body: { chatExternalUserId: externalUserId }, headers: { cookie } }
    expect((await shop.call(other, 'markCouponSent', sent)).status).toBe(200)
    const [coupon] = await couponsOf([couponId])
    const order = { code: coupon?.code, orderAmountFen: 60_000, externalUserId }
    const races = await Promise.all(
      Array.from({ length: 10 }, (_, till) =>
        shop.shop(till % 2 ? one : other, 'redeemCoupon', { ...order, orderId: `race-${till}` }),
      ),
    )
    expect(races.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
    const [redeemed] = await couponsOf([couponId])
    expect(redeemed).toMatchObject({ state: 'redeemed', orderAmountFen: 60_000 })
  })

  it.each(['advisor', 'store'])('never take more than is left of the %s’s budget', async (scope) => {
    const { db } = shop
    const scopeId = scope === 'store' ? 'store' : 'LinXi'
    const used = async () =>
      (
        await db
          .selectFrom('budgetUse')
          .selectAll()
          .where('scope', '=', scope)
          .where('scopeId', '=', scopeId)
          .where('periodKey', '=', 'total')
          .executeTakeFirst()
      )?.usedFen ?? 0
    const people = [nextPerson(), nextPerson(), nextPerson(), nextPerson()]
    const limitFen = (await used()) + 2 * 3000 + 2999
    await db.insertInto('budget').values({ scope, scopeId, period: 'total', limitFen }).execute()
    const races = await Promise.all(people.map((person, index) => issue(index % 2 ? one : other, person)))
    await db.deleteFrom('budget').execute()
    expect(races.map(({ status }) => status).sort()).toEqual([200, 200, 422, 422])
    const refused = races.find(({ status }) => status === 422)
    expect(refused?.body).toMatchObject({ code: 'offer_refused' })
    expect(await used()).toBe(limitFen - 2999)
  })
})
