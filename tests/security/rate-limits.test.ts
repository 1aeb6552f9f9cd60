import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateAllowances } from '../../src/server/http/limits/rate-limits.ts'
import { openStore, ownOrigin, type Store } from '../server/journey/store.ts'
import { engines } from '../support/databases.ts'

const { session, key: shopKey, failure } = rateAllowances
const shapeOfRefusal = {
  code: 'rate_limited',
  message: '请求太频繁，请稍后再试',
  details: { retryAfterSeconds: expect.any(Number) },
}

describe.each(engines)('rate limits on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open(), { allowances: rateAllowances })
  })
  afterAll(() => store.close())

  const later = (ms: number) => (store.clock.at += ms)
  const get = (url: string, headers: Record<string, string> = {}) => store.app.inject({ url, headers })

  /** Asks until it is refused; how many were not, and the refusal. */
  async function exhaust(ask: () => Promise<Awaited<ReturnType<typeof get>>>, most: number) {
    for (let count = 0; count <= most; count += 1) {
      const answer = await ask()
      if (answer.statusCode === 429) return { count, answer }
    }
    throw new Error(`not refused after ${most} times`)
  }

  it('hold one session back, and nobody else behind the same office address', async () => {
    const [busy, colleague] = [await store.signIn('LinXi'), await store.signIn('GuAnRan')]
    const { count, answer } = await exhaust(() => get('/api/v1/session', { cookie: busy }), session.burst)
    expect(count).toBe(session.burst)
    expect(answer.json()).toEqual(shapeOfRefusal)
    expect(answer.headers['retry-after']).toBe('1')
    expect((await get('/api/v1/session', { cookie: colleague })).statusCode).toBe(200)
    expect((await get('/api/v1/session')).statusCode).toBe(401)
    later(1_000)
    expect((await get('/api/v1/session', { cookie: busy })).statusCode).toBe(200)
  })

  it('hold one ingesting key back, and no other', async () => {
    const make = async () => `Bearer ${(await store.app.services.keys.create('shop', ['ingest'])).key}`
    const [busy, other] = [await make(), await make()]
    const send = (authorization: string) =>
      store.app.inject({
        method: 'POST',
        url: '/api/v1/ingest/events',
        headers: { authorization, 'content-type': 'application/json' },
        payload: '[]',
      })
    const { count, answer } = await exhaust(() => send(busy), shopKey.burst)
    expect(count).toBe(shopKey.burst)
    expect([answer.json(), answer.headers['retry-after']]).toEqual([shapeOfRefusal, '1'])
    expect((await send(other)).statusCode).toBe(200)
  })

  it('count unknown codes by key, and let every true redemption through', async () => {
    const { token } = await store.send(0, 'starter-free-shipping')
    const { code } = (await store.device()('takeClaim', token)).body
    const redeem = (authorization: string, given: string, orderId: string) =>
      store.app.inject({
        method: 'POST',
        url: '/api/v1/coupons/redeem',
        headers: { authorization, 'content-type': 'application/json' },
        payload: { code: given, orderId, orderAmountFen: 39_900, shippingFen: 1_000 },
      })
    const mine = `Bearer ${store.key}`
    const guess = () => redeem(mine, 'ZZZZ-ZZZZ-ZZZZ', 'guess')
    const { count, answer } = await exhaust(guess, failure.burst)
    expect(count).toBe(failure.burst)
    expect(answer.json()).toEqual(shapeOfRefusal)
    expect(answer.headers['retry-after']).toBe(String(60 / failure.perMinute))
    const other = `Bearer ${(await store.app.services.keys.create('till', ['redeem'])).key}`
    expect((await redeem(other, 'ZZZZ-ZZZZ-ZZZZ', 'guess')).statusCode).toBe(404)
    for (let again = 0; again < session.burst + shopKey.burst; again += 1) {
      expect((await redeem(mine, code, 'order-1')).statusCode).toBe(200)
    }
    expect((await guess()).statusCode).toBe(429)
    later(60_000 / failure.perMinute)
    expect((await guess()).statusCode).toBe(404)
  })

  it.each([
    [
      'bad keys',
      { method: 'POST', url: '/api/v1/ingest/orders', headers: { authorization: 'Bearer zk_no' } },
      401,
    ],
    ['unknown links', { method: 'GET', url: '/api/v1/claims/unknownunknownunknown00' }, 404],
    ['bad states', { method: 'GET', url: '/auth/wecom/callback?code=x&state=forged' }, 400],
  ] as const)('count %s by client address', async (_what, request, status) => {
    const send = (remoteAddress: string) => store.app.inject({ ...request, remoteAddress })
    const one = '2001:db8:1:2::1'
    expect((await send(one)).statusCode).toBe(status)
    const { count, answer } = await exhaust(() => send(one), failure.burst)
    expect(count).toBe(failure.burst - 1)
    expect(answer.headers['retry-after']).toBe(String(60 / failure.perMinute))
    expect((await send('2001:db8:1:2:ffff::9')).statusCode).toBe(429)
    expect((await send('2001:db8:1:3::1')).statusCode).toBe(status)
    later(60_000 / failure.perMinute)
    expect([(await send(one)).statusCode, (await send(one)).statusCode]).toEqual([status, 429])
  })

  it('shut out nobody who is right from an address where others failed', async () => {
    const remoteAddress = '198.51.100.7'
    const { token } = await store.send(1, 'starter-free-shipping')
    const open = (secret: string) => store.app.inject({ url: `/api/v1/claims/${secret}`, remoteAddress })
    await exhaust(() => open('unknownunknownunknown00'), failure.burst)
    expect((await open(token)).statusCode).toBe(200)
    const taken = await store.app.inject({
      method: 'POST',
      url: `/api/v1/claims/${token}/claim`,
      headers: { origin: ownOrigin },
      remoteAddress,
    })
    expect(taken.statusCode).toBe(200)
  })

  it('answer a page with a page', async () => {
    const { answer } = await exhaust(
      () => store.app.inject({ url: '/auth/wecom/callback?state=x', remoteAddress: '198.51.100.8' }),
      failure.burst,
    )
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toContain('登录没有完成')
  })
})
