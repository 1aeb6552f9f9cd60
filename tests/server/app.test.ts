import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'

describe.each(engines)('the server on $name', ({ open }) => {
  let test: TestApp
  let cookie: string
  let customer: string

  beforeAll(async () => {
    test = await buildTestApp(await open(), {
      environment: { ADMIN_USER_IDS: 'boss', WECOM_VERIFY_FILE: 'WW_verify_x.txt=hello' },
    })
    const member = test.world.members.find(({ status }) => status === 1)
    cookie = await test.signIn(member?.userId ?? '')
    customer =
      test.world.contacts.find(({ follows }) => follows.some(({ userId }) => userId === member?.userId))
        ?.externalUserId ?? ''
  })
  afterAll(() => test.close())

  const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers })

  it('answers health, readiness, the trusted-domain file, OpenAPI 3.1 and its page', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await get('/readyz')).json()).toEqual({ status: 'ok' })
    expect((await get('/WW_verify_x.txt')).body).toBe('hello')
    const document = (await get('/api/v1/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/api/v1/customers/{externalUserId}/panel')
    expect((await get('/docs')).statusCode).toBeLessThan(400)
  })

  it('says who is signed in, and asks strangers to sign in with 401', async () => {
    expect((await get('/api/v1/session', { cookie })).json()).toMatchObject({
      role: 'advisor',
      corpId: test.world.corp.corpId,
    })
    const refused = await get('/api/v1/session')
    expect(refused.statusCode).toBe(401)
    expect(refused.json()).toEqual({ code: 'unauthenticated', message: '请重新登录' })
  })

  it('refuses a forged, a foreign and a revoked session', async () => {
    const forged = await get('/api/v1/session', { cookie: cookie.replace(/=./, '=X') })
    expect(forged.statusCode).toBe(401)
    const userId = (await get('/api/v1/session', { cookie })).json().userId as string
    const set = (changes: { isActive?: number; sessionsValidFrom?: number }) =>
      test.context.db.updateTable('member').set(changes).where('userId', '=', userId).execute()
    await set({ isActive: 0 })
    expect((await get('/api/v1/session', { cookie })).statusCode).toBe(401)
    await set({ isActive: 1, sessionsValidFrom: test.clock.at + 1 })
    expect((await get('/api/v1/session', { cookie })).statusCode).toBe(401)
    await set({ sessionsValidFrom: test.clock.at })
    expect((await get('/api/v1/session', { cookie })).statusCode).toBe(200)
  })

  it('lets no other site write', async () => {
    const { userId } = (await get('/api/v1/session', { cookie })).json()
    const cookieToEnd = await test.signIn(userId)
    const post = (headers: Record<string, string>) =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/session/logout',
        headers: { cookie: cookieToEnd, ...headers },
      })
    expect((await post({ origin: 'https://evil.example' })).json()).toMatchObject({ code: 'cross_site' })
    expect((await post({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await post({ origin: test.context.config.publicUrl })).statusCode).toBe(200)
  })

  it('answers a foreign, an unknown and an odd id alike', async () => {
    const foreign = test.world.contacts.find(
      ({ follows }) =>
        follows.length > 0 && follows.every(({ userId }) => userId !== test.world.members[0]?.userId),
    )
    const answers = await Promise.all(
      [foreign?.externalUserId ?? '', 'wmNobodyKnowsThisOne', '..%2F..%2Fetc', '%E5%AE%A2%E6%88%B7'].map(
        (id) => get(`/api/v1/customers/${id}/panel`, { cookie }),
      ),
    )
    for (const answer of answers) {
      expect(answer.statusCode).toBe(404)
      expect(answer.json()).toEqual({ code: 'not_found', message: '没有找到' })
    }
    expect((await get('/api/v1/nothing', { cookie })).json()).toEqual(answers[0]?.json())
  })

  it('fetches a contact when it is first opened, once', async () => {
    const first = await get(`/api/v1/customers/${customer}/panel`, { cookie })
    expect(first.statusCode).toBe(200)
    const stored = await test.context.db
      .selectFrom('customer')
      .select(['externalUserId', 'contactFetchedAt', 'firstFollowAt'])
      .where('externalUserId', '=', customer)
      .executeTakeFirstOrThrow()
    expect(stored.contactFetchedAt).toBe(test.clock.at)
    expect(stored.firstFollowAt).toBeLessThanOrEqual(test.clock.at)
    expect(first.json().ltv.data.status).toBe('insufficient')
  })

  it('signs pages of our own origin only', async () => {
    const sign = (url: string) =>
      get(`/api/v1/jssdk/signature?kind=agent&url=${encodeURIComponent(url)}`, { cookie })
    expect((await sign(`${test.context.config.publicUrl}/?a=1`)).json()).toMatchObject({
      kind: 'agent',
      agentId: '1000002',
    })
    for (const url of [
      'https://evil.example/',
      'not a url',
      `${test.context.config.publicUrl}.evil.example/`,
    ]) {
      expect((await sign(url)).json()).toMatchObject({ code: 'foreign_url' })
    }
    expect((await get('/api/v1/jssdk/signature?kind=agent', { cookie })).json()).toMatchObject({
      code: 'invalid_input',
    })
  })

  it('sends the panel’s page with a signature for itself, kept by nobody; WeCom without session to sign-in', async () => {
    const page = await get('/?from=chat', { cookie })
    expect(page.headers['cache-control']).toBe('private, no-store')
    const boot = JSON.parse(/application\/json">(.*?)<\/script>/.exec(page.body)?.[1] ?? '{}')
    expect(boot.signature.url).toBe(`${test.context.config.publicUrl}/?from=chat`)
    expect(boot.session.userId).toBeTruthy()
    const plain = await get('/')
    expect([plain.statusCode, plain.headers['cache-control']]).toEqual([200, 'no-cache'])
    const wecom = await get('/?a=1', { 'user-agent': 'Mozilla/5.0 wxwork/5.0.8 MicroMessenger/7.0.1' })
    expect([wecom.statusCode, wecom.headers.location]).toEqual([302, '/auth/wecom?return_to=%2F%3Fa%3D1'])
  })

  it('sends safe headers', async () => {
    const { headers } = await get('/')
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-request-id']).toBeTruthy()
  })

  it('names the field of a bad body, and shows no stack for malformed ones', async () => {
    const post = (payload: string, type = 'application/json') =>
      test.app.inject({
        method: 'POST',
        url: `/api/v1/customers/${customer}/coupons`,
        headers: { cookie, 'content-type': type },
        payload,
      })
    expect((await post('{}')).json()).toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'body.offerId' }] },
    })
    for (const answer of [await post('{"offerId"'), await post('x', 'text/csv'), await post('')]) {
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode).toBeLessThan(500)
      expect(answer.body).not.toMatch(/at .*\.ts|node_modules/)
    }
  })
})
