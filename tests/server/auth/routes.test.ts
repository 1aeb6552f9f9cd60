import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, cookieHeader, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

describe.each(engines)('sign-in on $name', ({ open }) => {
  let test: TestApp

  beforeAll(async () => {
    test = await buildTestApp(await open(), { environment: { ADMIN_USER_IDS: 'ChengYe' } })
  })
  afterAll(() => test.close())
  beforeEach(() => test.simulator.inject({ method: 'DELETE', url: '/simulator/api/switches' }))

  const turn = (payload: object) =>
    test.simulator.inject({ method: 'PUT', url: '/simulator/api/switches', payload })

  /** Goes to WeCom and back, up to our callback's address. */
  async function authorised(returnTo = '/', member = 'LinXi') {
    const begun = await test.app.inject(`/auth/wecom?return_to=${encodeURIComponent(returnTo)}`)
    const browser = cookieHeader(Object.fromEntries(begun.cookies.map(({ name, value }) => [name, value])))
    const answer = await fetch(String(begun.headers.location), {
      redirect: 'manual',
      headers: { cookie: `sim_member=${member}` },
    })
    const back = new URL(String(answer.headers.get('location')))
    return { url: `${back.pathname}${back.search}`, browser }
  }
  const callback = (url: string, cookie: string) => test.app.inject({ url, headers: { cookie } })

  it('asks WeCom with everything it needs', async () => {
    const begun = await test.app.inject('/auth/wecom?return_to=/')
    const target = new URL(String(begun.headers.location))
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      appid: test.world.corp.corpId,
      agentid: test.world.corp.agentId,
      scope: 'snsapi_base',
      response_type: 'code',
      redirect_uri: `${test.context.config.publicUrl}/auth/wecom/callback`,
      state: expect.stringMatching(/^[a-zA-Z0-9]{32,128}$/),
    })
    expect(target.hash).toBe('#wechat_redirect')
    const web = new URL(String((await test.app.inject('/auth/wecom/web')).headers.location))
    expect(web.searchParams.get('login_type')).toBe('CorpApp')
  })

  it('signs in, returns to our own site only, and leaves no word of the code in the address', async () => {
    for (const [asked, expected] of [
      ['/?a=1', '/?a=1'],
      ['//evil.example/', '/'],
      ['https://evil.example/', '/'],
    ] as const) {
      const { url, browser } = await authorised(asked)
      const done = await callback(url, browser)
      expect([done.statusCode, done.headers.location]).toEqual([302, expected])
      const session = done.cookies.find(({ name }) => name === 'zhike_session')
      expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    }
  })

  it('takes a state once, from the browser it was given to, within ten minutes', async () => {
    const first = await authorised()
    expect((await callback(first.url, first.browser)).statusCode).toBe(302)
    expect((await callback(first.url, first.browser)).statusCode).toBe(400)
    const foreign = await authorised()
    expect((await callback(foreign.url, 'zhike_oauth=somebody-else')).statusCode).toBe(400)
    expect((await callback(foreign.url, '')).statusCode).toBe(400)
    const late = await authorised()
    test.clock.at += 10 * 60_000
    expect((await callback(late.url, late.browser)).statusCode).toBe(400)
    for (const url of ['/auth/wecom/callback', '/auth/wecom/callback?code=x&state=forged']) {
      const answer = await callback(url, late.browser)
      expect(answer.statusCode).toBe(400)
      expect(answer.headers['content-type']).toContain('text/html')
    }
  })

  it.each(['reused', 'expired'])('refuses a code that is %s with a way to start again', async (oauth) => {
    await turn({ oauth })
    const { url, browser } = await authorised()
    const answer = await callback(url, browser)
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('重新登录')
    expect(answer.cookies.some(({ name }) => name === 'zhike_session')).toBe(false)
  })

  it('ends the session of the member who was signed in here before, and of nobody else', async () => {
    const statusOf = async (cookie: string) =>
      (await test.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode
    const [here, elsewhere] = [await test.signIn('LinXi'), await test.signIn('LinXi')]
    const other = await authorised('/', 'GuAnRan')
    expect((await callback(other.url, `${other.browser}; ${here}`)).statusCode).toBe(302)
    expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([401, 200])
    const same = await authorised('/', 'LinXi')
    expect((await callback(same.url, `${same.browser}; ${elsewhere}`)).statusCode).toBe(302)
    expect(await statusOf(elsewhere)).toBe(200)
  })

  it('signs in to the console through the login page of desktop browsers', async () => {
    const begun = await test.app.inject('/auth/wecom/web?return_to=/console/members')
    const browser = cookieHeader(Object.fromEntries(begun.cookies.map(({ name, value }) => [name, value])))
    const login = new URL(String(begun.headers.location))
    expect(await (await fetch(login)).text()).toContain('林溪')
    login.searchParams.set('member', 'LinXi')
    const answer = await fetch(login, { redirect: 'manual' })
    const back = new URL(String(answer.headers.get('location')))
    const done = await callback(`${back.pathname}${back.search}`, browser)
    expect([done.statusCode, done.headers.location]).toEqual([302, '/console/members'])
    expect(done.cookies.some(({ name }) => name === 'zhike_session')).toBe(true)
  })

  it.each([
    ['in WeCom', 'Mozilla/5.0 wxwork/5.0.11', '/auth/wecom?return_to=%2F'],
    ['in a desktop browser', 'Mozilla/5.0 Chrome/129', '/auth/wecom/web?return_to=%2Fconsole'],
  ])('a failed one %s is tried again where it began', async (_where, agent, href) => {
    const headers = { 'user-agent': agent }
    const failed = await test.app.inject({ url: '/auth/wecom/callback?code=c&state=used', headers })
    expect(failed.statusCode).toBe(400)
    expect(failed.body).toContain(`href="${href}"`)
  })

  it('a member whom WeCom disabled since loses every session when they try again', async () => {
    const session = await test.signIn('SuHe')
    const profile = test.simulated.directory.member('SuHe')
    if (profile) profile.status = 2
    const again = await authorised('/', 'SuHe')
    expect((await callback(again.url, again.browser)).statusCode).toBe(403)
    const answer = await test.app.inject({ url: '/api/v1/session', headers: { cookie: session } })
    expect(answer.statusCode).toBe(401)
    if (profile) profile.status = 1
  })

  it('a spoilt code is tried again on the way to the page that was wanted', async () => {
    await turn({ oauth: 'reused' })
    const { url, browser } = await authorised('/?a=1')
    expect((await callback(url, browser)).body).toContain('return_to=%2F%3Fa%3D1"')
  })

  it('refuses outsiders without a word of who works here', async () => {
    await test.signIn('ChengYe')
    await turn({ oauth: 'non-member' })
    const stranger = await authorised()
    const answer = await callback(stranger.url, stranger.browser)
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('仅限企业成员使用')
    expect(answer.body).not.toContain('程野')
  })

  it('refuses a disabled colleague, and names whom to ask', async () => {
    await test.signIn('ChengYe')
    const disabled = test.world.members.find(({ status }) => status === 2)
    const former = await authorised('/', disabled?.userId)
    const answer = await callback(former.url, former.browser)
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('请联系管理员：程野。')
  })

  it('says so when WeCom does not answer, and lets those go on who are signed in', async () => {
    const session = await test.signIn('LinXi')
    const { url, browser } = await authorised('/?b=2')
    const again = await authorised('/?b=2')
    await turn({ down: true })
    const refused = await callback(url, browser)
    expect(refused.statusCode).toBe(503)
    expect(refused.body).toContain('连不上企业微信')
    const kept = await callback(again.url, `${again.browser}; ${session}`)
    expect([kept.statusCode, kept.headers.location]).toEqual([302, '/?b=2'])
  })

  it('names WeCom’s error code when it refuses', async () => {
    await turn({ ipNotAllowed: true })
    const { url, browser } = await authorised()
    const answer = await callback(url, browser)
    expect(answer.statusCode).toBe(502)
    expect(answer.body).toContain('60020')
    expect(answer.body).toContain('服务器的 IP 不在可信 IP 里')
    expect(answer.body).toContain('npx zhike doctor')
  })
})
