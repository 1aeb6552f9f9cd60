import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSameDevice } from '../../src/server/claims/visitor.ts'
import { engines } from '../support/databases.ts'
import { advisor, openStore, type Store } from '../server/journey/store.ts'
import { placesOf } from '../server/privacy/every-text.ts'

const server = path.resolve(import.meta.dirname, '../../src/server')
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(path.join(server, name), 'utf8')] as const)

describe('secrets are compared', () => {
  const secret = /\b\w*(?:[sS]ecret|[tT]oken|[sS]ignature|(?:device|token|key|state|browser)Hash)\b/
  const compared = new RegExp(
    `${secret.source} [!=]==? (?!undefined|null|''|0)|[!=]==? (?:\\w+\\.)*${secret.source}(?!\\()`,
  )

  /** Neither side comes from outside. */
  const amongOurs = ['wecom/client.ts: if ((await credentials.accessToken()) !== token) continue']

  it('with nothing that tells how far they agree', () => {
    for (const plain of ['if (given.token === wanted)', 'x !== row.keyHash', 'deviceHash === a.deviceHash'])
      expect(compared.test(plain), plain).toBe(true)
    for (const harmless of ['token === null', 'a.token !== undefined', 'tokens === 3', 'rowHash === hash'])
      expect(compared.test(harmless), harmless).toBe(false)
    const found = sources.flatMap(([name, text]) =>
      text
        .split('\n')
        .filter((line) => compared.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    )
    expect(found).toEqual(amongOurs)
  })

  it('in constant time where both are at hand: the callback’s signature and the device', () => {
    const users = sources.filter(([, text]) => text.includes('timingSafeEqual('))
    expect(users.map(([name]) => name.split(path.sep).join('/')).sort()).toEqual(
      expect.arrayContaining(['callbacks/seal.ts', 'claims/visitor.ts']),
    )
    const hash = 'a'.repeat(64)
    expect(isSameDevice(hash, hash)).toBe(true)
    for (const other of ['b'.repeat(64), `${'a'.repeat(63)}b`, 'a'.repeat(63), '', null])
      expect(isSameDevice(hash, other), String(other)).toBe(false)
    expect(isSameDevice(null, null)).toBe(false)
  })
})

describe.each(engines)('what a copy of the database tells on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const plain = (cookie: string) => decodeURIComponent(cookie).split('=').slice(1).join('=')

  it('opens nothing: no key, link, state, device or signed cookie stands anywhere', async () => {
    const { app, context } = store
    const params = { externalUserId: store.personId(0) }
    const tap = { 'idempotency-key': 'a-tap' }
    const issue = { params, body: { offerId: 'starter-free-shipping' }, headers: tap }
    const coupon = await store.as(advisor)('issueCoupon', issue)
    const quiz = await store.as(advisor)('issueQuiz', { params, body: {}, headers: tap })
    const links: string[] = [coupon, quiz].map(({ body }) => body.card.link)
    const tokens = links.map((link) => link.slice(link.lastIndexOf('/') + 1))
    expect(tokens.map((token) => token.length)).toEqual([32, 32])

    const wechat = { 'user-agent': 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.50' }
    const away = await app.inject({ url: `/c/${tokens[0]}`, headers: wechat })
    const state = new URL(String(away.headers.location)).searchParams.get('state') ?? ''
    const taken = await app.inject({ method: 'POST', url: `/api/v1/claims/${tokens[0]}/claim` })
    const device = taken.cookies.find(({ name }) => name === 'zhike_device')?.value ?? ''
    const browser = away.cookies.find(({ name }) => name === 'zhike_oauth')?.value ?? ''
    const [, deviceId = ''] = /^zhike_device~([\w-]+)/.exec(device) ?? []
    const session = plain(await store.signIn(advisor))
    for (const secret of [store.key, state, browser, deviceId, session])
      expect(secret.length).toBeGreaterThanOrEqual(24)
    const signed = [device, session].map((cookie) => cookie.slice(cookie.lastIndexOf('.') + 1))
    const { sessionSecret, wecom } = context.config
    const own = [sessionSecret, wecom.secret]
    const secrets = [store.key, ...tokens, state, browser, deviceId, ...signed, ...own]
    expect(await placesOf(context.db, secrets)).toEqual([])
  })

  it('and the same tap is answered with the same link all the same', async () => {
    const params = { externalUserId: store.personId(1) }
    const issue = { params, body: { offerId: 'starter-free-shipping' }, headers: { 'idempotency-key': 'b' } }
    const first = await store.as(advisor)('issueCoupon', issue)
    expect(first.status).toBe(200)
    expect(await store.as(advisor)('issueCoupon', issue)).toEqual(first)
    expect((await store.device()('getClaim', first.body.card.link.split('/').at(-1))).status).toBe(200)
  })
})
