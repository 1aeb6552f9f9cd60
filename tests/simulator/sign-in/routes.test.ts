import { describe, expect, it } from 'vitest'
import { startSimulator, type TestSimulator } from '../start-simulator.ts'

const good = {
  appid: 'wwsmall',
  redirect_uri: 'http://localhost/auth/wecom/callback?a=1',
  response_type: 'code',
  scope: 'snsapi_base',
  state: 'State1',
  agentid: '1000002',
}

async function whoIs(simulator: TestSimulator, location: string | undefined) {
  const code = new URL(String(location)).searchParams.get('code') ?? ''
  return simulator.call('auth/getuserinfo', { token: await simulator.token(), query: { code } })
}

const coupon = { redirect_uri: 'http://localhost/c/token1/who' }

describe('authorize', () => {
  it('goes back with code and state and keeps the rest of the address', async () => {
    const simulator = startSimulator()
    const response = await simulator.app.inject({
      url: `/connect/oauth2/authorize?${new URLSearchParams({ ...good }).toString()}`,
      headers: { host: 'localhost' },
    })
    expect(response.statusCode).toBe(302)
    const target = new URL(String(response.headers.location))
    expect(target.pathname).toBe('/auth/wecom/callback')
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ a: '1', state: 'State1' })
    expect(await whoIs(simulator, response.headers.location)).toMatchObject({ errcode: 0, userid: 'lin' })
  })

  const ask = (simulator: TestSimulator, change: Record<string, string>, cookie = '') =>
    simulator.app.inject({
      url: `/connect/oauth2/authorize?${new URLSearchParams({ ...good, ...change }).toString()}`,
      headers: { host: 'localhost', cookie },
    })

  it('signs in the chosen member; whoever left is no member any more', async () => {
    const simulator = startSimulator()
    const zhou = await ask(simulator, {}, 'sim_member=zhou')
    expect(await whoIs(simulator, zhou.headers.location)).toMatchObject({ userid: 'zhou' })
    const gone = await whoIs(simulator, (await ask(simulator, {}, 'sim_member=gone')).headers.location)
    expect(gone).toMatchObject({ errcode: 0, openid: 'openid-gone' })
    expect(gone).not.toHaveProperty('userid')
  })

  it('gives a user_ticket only for private scope', async () => {
    const simulator = startSimulator()
    const secret = await ask(simulator, { scope: 'snsapi_privateinfo' })
    expect(await whoIs(simulator, secret.headers.location)).toHaveProperty('user_ticket')
    const base = await ask(simulator, {})
    expect(await whoIs(simulator, base.headers.location)).not.toHaveProperty('user_ticket')
  })

  it('takes a coupon page for the customer’s phone', async () => {
    const simulator = startSimulator()
    const whose = async (cookie: string) =>
      whoIs(simulator, (await ask(simulator, coupon, `sim_member=lin; ${cookie}`)).headers.location)
    expect(await whose('sim_customer=wm-li')).toMatchObject({
      openid: 'openid-wm-li',
      external_userid: 'wm-li',
    })
    expect(await whose('sim_customer=wm-nobody')).not.toHaveProperty('external_userid')
    expect(await whose('sim_customer=stranger')).not.toHaveProperty('external_userid')
    expect(await whose('other=1')).toMatchObject({ openid: 'openid-stranger' })
  })

  it('takes the quiz for the customer’s phone too', async () => {
    const simulator = startSimulator()
    const quiz = { redirect_uri: 'http://localhost/q/token1/identity' }
    const { location } = (await ask(simulator, quiz, 'sim_member=lin; sim_customer=wm-li')).headers
    expect(await whoIs(simulator, location)).toMatchObject({ external_userid: 'wm-li' })
  })

  const refusals: [Record<string, string>, string][] = [
    [{ appid: 'other' }, '40013'],
    [{ agentid: '7' }, '40056'],
    [{ state: 'with-dash' }, '40058'],
    [{ state: 'a'.repeat(129) }, '40058'],
    [{ scope: 'snsapi_userinfo' }, '40058'],
    [{ response_type: 'token' }, '40058'],
    [{ redirect_uri: 'https://elsewhere.example/x' }, '50001'],
    [{ redirect_uri: 'no address' }, '50001'],
  ]
  it.each(refusals)('refuses %o with a page that says %s', async (change, errcode) => {
    const response = await ask(startSimulator(), change)
    expect(response.statusCode).toBe(400)
    expect(response.body).toContain(errcode)
    expect(response.headers.location).toBeUndefined()
  })

  it('accepts a state of exactly 128 characters', async () => {
    expect((await ask(startSimulator(), { state: 'a'.repeat(128) })).statusCode).toBe(302)
  })

  it('counts another port as another domain', async () => {
    const response = await ask(startSimulator(), { redirect_uri: 'http://localhost:81/x' })
    expect(response.statusCode).toBe(400)
  })
})

describe('codes', () => {
  const codeWith = async (simulator: TestSimulator) =>
    (
      await simulator.app.inject({
        url: `/connect/oauth2/authorize?${new URLSearchParams({ ...good }).toString()}`,
        headers: { host: 'localhost' },
      })
    ).headers.location

  it('work once', async () => {
    const simulator = startSimulator()
    const location = await codeWith(simulator)
    expect(await whoIs(simulator, location)).toMatchObject({ errcode: 0 })
    expect(await whoIs(simulator, location)).toEqual({ errcode: 40029, errmsg: 'invalid code' })
  })

  it('work for just under five minutes', async () => {
    const simulator = startSimulator()
    const first = await codeWith(simulator)
    const second = await codeWith(simulator)
    simulator.clock.now += 299_999
    expect(await whoIs(simulator, first)).toMatchObject({ errcode: 0 })
    simulator.clock.now += 1
    expect(await whoIs(simulator, second)).toMatchObject({ errcode: 40029 })
  })

  it('follow the oauth switch', async () => {
    const simulator = startSimulator()
    for (const oauth of ['reused', 'expired'] as const) {
      await simulator.turn({ oauth })
      expect(await whoIs(simulator, await codeWith(simulator))).toMatchObject({ errcode: 40029 })
    }
    await simulator.turn({ oauth: 'non-member' })
    expect(await whoIs(simulator, await codeWith(simulator))).toMatchObject({ openid: 'openid-stranger' })
    await simulator.turn({ oauth: 'wrong-domain' })
    expect(await codeWith(simulator)).toBeUndefined()
  })
})

describe('login page', () => {
  it('offers the active members and signs in the one chosen', async () => {
    const simulator = startSimulator()
    const query = new URLSearchParams({ ...good, login_type: 'CorpApp' })
    const open = (search: string) =>
      simulator.app.inject({ url: `/wwlogin/sso/login?${search}`, headers: { host: 'localhost' } })
    const page = await open(query.toString())
    expect(page.body).toContain('林晓')
    expect(page.body).not.toContain('何离')
    query.set('member', 'zhou')
    const chosen = await open(query.toString())
    expect(await whoIs(simulator, chosen.headers.location)).toMatchObject({ userid: 'zhou' })
    query.set('login_type', 'ServiceApp')
    expect((await open(query.toString())).statusCode).toBe(400)
  })
})
