import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'

const origin = 'https://zhike.example.com'
const safe = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
  'strict-transport-security': 'max-age=31536000',
  'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'x-request-id': expect.any(String),
}

describe.each(engines.slice(0, 1))('the headers of an installation on https, on $name', ({ open }) => {
  let test: TestApp
  let session = ''
  beforeAll(async () => {
    test = await buildTestApp(await open(), {
      environment: { PUBLIC_URL: origin, WECOM_VERIFY_FILE: 'WW_verify_x.txt=hello' },
    })
  })
  beforeAll(async () => {
    session = await test.signIn('LinXi')
  })
  afterAll(() => test.close())

  it.each([
    ['a page', 'GET', '/', 200],
    ['a file', 'GET', '/WW_verify_x.txt', 200],
    ['a picture', 'GET', '/favicon.svg', 200],
    ['JSON', 'GET', '/api/v1/openapi.json', 200],
    ['the documentation', 'GET', '/docs', 200],
    ['health', 'GET', '/healthz', 200],
    ['an unknown path', 'GET', '/nothing/here', 404],
    ['a NUL in the address', 'GET', '/api/v1/claims/%00', 400],
    ['no session', 'GET', '/api/v1/session', 401],
    ['no key', 'POST', '/api/v1/coupons/redeem', 401],
    ['a foreign write', 'POST', '/api/v1/session/logout', 403],
    ['an unknown link', 'GET', '/c/unknownunknownunknown00', 404],
    ['a refused sign-in', 'GET', '/auth/wecom/callback', 400],
    ['a redirect', 'GET', '/auth/wecom', 302],
    ['a method that nothing takes', 'DELETE', '/api/v1/session', 404],
  ] as const)('are safe on %s', async (_what, method, url, status) => {
    const isForeign = status === 403
    const headers = isForeign ? { origin: 'https://evil.example' } : { origin }
    const answer = await test.app.inject({ method, url, headers })
    expect([answer.statusCode, answer.headers]).toMatchObject([status, safe])
  })

  it.each(['/%E0%A4%A', '/api/v1/claims/%', `/api/v1/claims/${'x'.repeat(300)}`])(
    'are safe where no address can be read: %.40s',
    async (url) => {
      const { statusCode, headers, body } = await test.app.inject(url)
      expect([statusCode, JSON.parse(body)]).toEqual([404, { code: 'not_found', message: '没有找到' }])
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'content-security-policy': safe['content-security-policy'],
        'x-request-id': safe['x-request-id'],
      })
    },
  )

  it('name no software and no version', async () => {
    const { headers, body } = await test.app.inject('/api/v1/nothing')
    expect(Object.keys(headers)).not.toContain('x-powered-by')
    expect(Object.keys(headers)).not.toContain('server')
    expect(body).not.toMatch(/fastify|node/i)
  })

  it('give every cookie HttpOnly, SameSite, Secure, and our host alone', async () => {
    expect(session).toMatch(/^__Host-zhike_session=/)
    const status = async (cookie: string) =>
      (await test.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode
    expect(await status(session)).toBe(200)
    expect(await status(session.replace('__Host-', ''))).toBe(401)
    const token = 'unknown-unknown-unknown'
    const lines = await Promise.all([
      test.app.inject('/auth/wecom'),
      test.app.inject({ url: `/c/${token}/identity`, headers: { 'user-agent': 'MicroMessenger' } }),
    ])
    const cookies = lines.flatMap(({ cookies }) => cookies)
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-zhike_oauth', 'zhike_asked'])
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: true })
  })

  it('keep what is personal out of every cache', async () => {
    const of = async (url: string, cookie = '') =>
      (await test.app.inject({ url, headers: { cookie } })).headers['cache-control']
    expect(await of('/', session)).toBe('private, no-store')
    expect(await of('/api/v1/session', session)).toBe('no-store')
    expect(await of('/api/v1/session')).toBe('no-store')
    expect(await of('/api/v1/nothing')).toBe('no-store')
    expect(await of('/c/unknownunknownunknown00')).toBe('no-store')
  })
})
