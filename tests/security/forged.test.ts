import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../src/domain/calendar.ts'
import { advisor, openStore, ownOrigin, type Store } from '../server/journey/store.ts'
import { cookieHeader } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'

const tokenShape = /^[\w-]{22,}$/

describe.each(engines)('what is forged, replayed or expired on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const get = (url: string, cookie = '') => store.app.inject({ url, headers: { cookie } })
  const status = async (cookie: string) => (await get('/api/v1/session', cookie)).statusCode

  /** To WeCom and back, up to our callback's address. */
  async function authorised(begin = '/auth/wecom?return_to=/') {
    const begun = await store.app.inject(begin)
    const browser = cookieHeader(Object.fromEntries(begun.cookies.map(({ name, value }) => [name, value])))
    const answer = await fetch(String(begun.headers.location), {
      redirect: 'manual',
      headers: { cookie: 'sim_member=LinXi' },
    })
    const back = new URL(String(answer.headers.get('location')))
    return { url: `${back.pathname}${back.search}`, browser }
  }

  it('a state opens one sign-in, of one browser, soon', async () => {
    const first = await authorised()
    const session = await get(first.url, first.browser)
    expect(session.statusCode).toBe(302)
    const replayed = await get(first.url, first.browser)
    const { url, browser } = await authorised()
    const forged = await get(url.replace(/state=.{8}/, 'state=00000000'), browser)
    const elsewhere = await get(url, (await authorised()).browser)
    const late = await authorised()
    store.clock.at += 10 * 60_000
    const expired = await get(late.url, late.browser)
    for (const answer of [replayed, forged, elsewhere, expired]) {
      expect(answer.statusCode).toBe(400)
      expect(answer.cookies.some(({ name }) => name.includes('session'))).toBe(false)
    }
    const kept = await store.context.db.selectFrom('oauthState').selectAll().execute()
    const state = /state=(\w+)/.exec(late.url)?.[1] ?? 'none'
    expect(JSON.stringify(kept)).not.toContain(state)
  })

  it('a session is over with its log-out, even for who kept a copy, and with its time', async () => {
    const copied = await store.signIn(advisor)
    expect(await status(copied)).toBe(200)
    await store.app.inject({
      method: 'POST',
      url: '/api/v1/session/logout',
      headers: { cookie: copied, origin: ownOrigin },
    })
    expect(await status(copied)).toBe(401)
    const idle = await store.signIn(advisor)
    const { at } = store.clock
    store.clock.at += 15 * dayMs
    expect(await status(idle)).toBe(401)
    store.clock.at = at
  })

  it('a link of a coupon or a quiz is found by the whole secret only', async () => {
    const { token } = await store.send(0, 'starter-free-shipping')
    expect(token).toMatch(tokenShape)
    const wrong = [
      token.slice(0, -1),
      `${token}A`,
      token.toLowerCase() === token ? token.toUpperCase() : token.toLowerCase(),
      'A'.repeat(token.length),
      '%25'.repeat(8),
      `${token}%00`,
      `..%2f${token}`,
      "'%20or%201=1%20--%20aaaaaaaaaaaa",
    ]
    const paths = ['/api/v1/claims/', '/api/v1/quiz-links/', '/c/', '/q/']
    for (const start of paths) {
      for (const text of wrong) {
        const answer = await get(start + text)
        expect([400, 404], `${start}${text}`).toContain(answer.statusCode)
        expect(answer.body).not.toContain('李')
      }
    }
    expect((await get(`/api/v1/quiz-links/${token}`)).statusCode).toBe(404)
    expect((await get(`/api/v1/claims/${token}`)).statusCode).toBe(200)
  })

  it('a link that another device took shows no code, with a forged cookie neither', async () => {
    const { token } = await store.send(1, 'starter-free-shipping')
    const owner = store.device()
    const { code } = (await owner('takeClaim', token)).body
    expect(code).toMatch(/^[A-Z2-9]{4}-/)
    const forged = [
      '',
      'zhike_device=zhike_device~AAAAAAAAAAAAAAAAAAAAAAAA.c2ln',
      'zhike_visitor=zhike_visitor~customer~9999999999999~x.c2ln',
    ]
    for (const cookie of forged) {
      for (const method of ['GET', 'POST'] as const) {
        const url = `/api/v1/claims/${token}${method === 'POST' ? '/claim' : ''}`
        const answer = await store.app.inject({ method, url, headers: { cookie, origin: ownOrigin } })
        expect([method, answer.json<{ code: unknown }>().code]).toEqual([method, null])
        expect(answer.body).not.toContain(code)
      }
    }
  })

  it('a redemption that is replayed pays once, and an ended code pays nothing', async () => {
    const { token, couponId } = await store.send(2, 'starter-free-shipping')
    const { code } = (await store.device()('takeClaim', token)).body
    const order = { code, orderId: 'replayed-1', orderAmountFen: 39_900, shippingFen: 1_000 }
    const first = await store.shop('redeemCoupon', order)
    expect(first.status).toBe(200)
    for (let again = 0; again < 5; again += 1) expect(await store.shop('redeemCoupon', order)).toEqual(first)
    expect((await store.shop('redeemCoupon', { ...order, orderId: 'replayed-2' })).status).toBe(409)
    const entries = await store.context.db
      .selectFrom('couponEvent')
      .select('toState')
      .where('couponId', '=', couponId)
      .where('toState', '=', 'redeemed')
      .execute()
    expect(entries).toHaveLength(1)
  })
})
