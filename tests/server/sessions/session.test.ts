import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graceMs, idleMs, lifeMs, rotateAfterMs } from '../../../src/server/sessions/session.ts'
import { buildTestApp, type TestApp, testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const cookieName = 'zhike_session'
const origin = 'http://127.0.0.1:3000'

describe.each(engines)('sessions on $name', ({ open }) => {
  let test: TestApp
  beforeAll(async () => {
    test = await buildTestApp(await open())
  })
  afterAll(() => test.close())

  async function signIn(userId = 'LinXi'): Promise<string> {
    test.clock.at = testNow
    return test.signIn(userId)
  }
  const ask = (cookie: string, url = '/api/v1/session') => test.app.inject({ url, headers: { cookie } })
  const statusOf = async (cookie: string) => (await ask(cookie)).statusCode
  /** The renewed cookie that an answer carries, or null. */
  async function renewal(cookie: string, url?: string): Promise<string | null> {
    const answer = await ask(cookie, url)
    const found = answer.cookies.find(({ name }) => name === cookieName)
    return found ? `${cookieName}=${encodeURIComponent(found.value)}` : null
  }

  it('end with the client’s process and are kept from scripts', async () => {
    const cookie = await signIn()
    test.clock.at += rotateAfterMs
    const set = (await ask(cookie)).cookies.find(({ name }) => name === cookieName)
    expect(set).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(set).not.toHaveProperty('maxAge')
    expect(set).not.toHaveProperty('expires')
  })

  it('are renewed behind an answer once an hour, by calls and by pages', async () => {
    const cookie = await signIn()
    test.clock.at += rotateAfterMs - 1
    expect(await renewal(cookie)).toBeNull()
    test.clock.at += 1
    const next = await renewal(cookie)
    expect(next).not.toBeNull()
    expect(next).not.toBe(cookie)
    expect(await renewal(next ?? '')).toBeNull()
    test.clock.at += rotateAfterMs
    expect(await renewal(next ?? '', '/')).not.toBeNull()
  })

  it('survive an answer that was lost: the old cookie counts until the new one was seen', async () => {
    const cookie = await signIn()
    test.clock.at += rotateAfterMs
    const lost = await renewal(cookie)
    test.clock.at += rotateAfterMs
    expect(await renewal(cookie)).toBe(lost)
    expect(await statusOf(cookie)).toBe(200)
    expect(await statusOf(lost ?? '')).toBe(200)
  })

  it('take an old cookie for a minute after the new one was seen; later it is a copy and ends everything', async () => {
    const cookie = await signIn()
    test.clock.at += rotateAfterMs
    const next = (await renewal(cookie)) ?? ''
    expect(await statusOf(next)).toBe(200)
    test.clock.at += graceMs
    expect(await statusOf(cookie)).toBe(200)
    test.clock.at += 1
    expect(await statusOf(next)).toBe(200)
    expect(await statusOf(cookie)).toBe(401)
    expect(await statusOf(next)).toBe(401)
  })

  it('rotate once when many calls come at the same time', async () => {
    const cookie = await signIn()
    test.clock.at += rotateAfterMs
    const renewed = await Promise.all(Array.from({ length: 8 }, () => renewal(cookie)))
    expect(new Set(renewed.filter((next) => next !== null)).size).toBe(1)
    const next = renewed.find((candidate) => candidate !== null) ?? ''
    expect([await statusOf(next), await statusOf(cookie)]).toEqual([200, 200])
  })

  it('are over when unused for three days', async () => {
    const cookie = await signIn()
    test.clock.at += idleMs - 1
    const next = (await renewal(cookie)) ?? ''
    test.clock.at += idleMs - 1
    expect(await statusOf(next)).toBe(200)
    test.clock.at += idleMs
    expect(await statusOf(next)).toBe(401)
  })

  it('are over after fourteen days, however busy', async () => {
    let cookie = await signIn()
    while (test.clock.at + idleMs / 2 < testNow + lifeMs) {
      test.clock.at += idleMs / 2
      cookie = (await renewal(cookie)) ?? cookie
    }
    test.clock.at = testNow + lifeMs - 1
    expect(await statusOf(cookie)).toBe(200)
    test.clock.at += 1
    expect(await statusOf(cookie)).toBe(401)
  })

  it('end for every copy of the cookie when one signs out', async () => {
    const cookie = await signIn()
    const other = await signIn()
    const url = '/api/v1/session/logout'
    const out = await test.app.inject({ method: 'POST', url, headers: { cookie, origin } })
    expect(out.statusCode).toBe(200)
    expect(out.cookies.find(({ name }) => name === cookieName)?.value).toBe('')
    expect([await statusOf(cookie), await statusOf(other)]).toEqual([401, 200])
  })

  it('refuse a cookie that nobody signed, of an unknown session, or of another member', async () => {
    const cookie = await signIn()
    for (const forged of [cookie.replace('LinXi', 'SuHe'), `${cookie}x`, `${cookieName}=LinXi`, ''])
      expect(await statusOf(forged)).toBe(401)
    await test.context.db.updateTable('session').set({ userId: 'SuHe' }).execute()
    expect(await statusOf(cookie)).toBe(401)
    await test.context.db.deleteFrom('session').execute()
    expect(await statusOf(cookie)).toBe(401)
  })
})
