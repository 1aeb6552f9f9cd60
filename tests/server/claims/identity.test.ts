import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type ClaimApp, claimApp, wechat } from './claim-app.ts'

describe.each(engines)('who opens the coupon page, on $name', ({ open }) => {
  let database: TestDatabase
  let side: ClaimApp
  let silent: ClaimApp
  let token: string
  beforeAll(async () => {
    database = await open()
    side = await claimApp(database.db)
    silent = await claimApp(database.db, { claimIdentity: 'off' })
    await side.addOffer('off')
    await side.addCustomer('李悦')
    token = side.tokenOf(await side.issue('李悦'))
  })
  afterAll(async () => {
    await side.app.close()
    await silent.app.close()
    await database.destroy()
  })

  it('is asked of WeCom in WeChat only', async () => {
    const asked = await side.device(wechat).request('GET', `/c/${token}`)
    expect(asked.statusCode).toBe(302)
    const address = new URL(String(asked.headers.location))
    expect(address.hash).toBe('#wechat_redirect')
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      appid: side.context.config.wecom.corpId,
      agentid: side.context.config.wecom.agentId,
      redirect_uri: `https://zhike.test/c/${token}/identity`,
      response_type: 'code',
      scope: 'snsapi_base',
      state: expect.stringMatching(/^[A-Za-z0-9]{32,128}$/),
    })
    const pages = [
      side.device().request('GET', `/c/${token}`),
      silent.device(wechat).request('GET', `/c/${token}`),
    ]
    for (const page of await Promise.all(pages)) {
      expect(page.statusCode).toBe(200)
      expect(page.headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      })
    }
  })

  it('is remembered by a signed cookie that scripts cannot read', async () => {
    const phone = side.device(wechat)
    const back = await phone.identify(token, { externalUserId: 'wm-李悦', userId: null })
    expect([back.statusCode, back.headers.location]).toEqual([302, `/c/${token}`])
    const cookie = back.cookies.find(({ name }) => name === '__Host-zhike_visitor')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: true, path: '/' })
    expect((await phone.request('GET', `/c/${token}`)).statusCode).toBe(200)
    expect((await phone.read(token)).greeting).toBe('李女士')
  })

  it('is forgotten after thirty days', async () => {
    const phone = side.device(wechat)
    const now = side.clock.now
    await phone.identify(token, { externalUserId: 'wm-李悦', userId: null })
    side.clock.now = now + 30 * 86_400_000 - 1
    const before = await phone.request('GET', `/c/${token}`)
    side.clock.now += 1
    const after = await phone.request('GET', `/c/${token}`)
    side.clock.now = now
    expect([before.statusCode, after.statusCode]).toEqual([200, 302])
  })

  it('stays unknown when WeCom is silent or does not know, without asking in a circle', async () => {
    for (const path of [`/c/${token}/identity?code=unknown&state=`, `/c/${token}/identity`]) {
      const phone = side.device(wechat)
      const away = new URL(String((await phone.request('GET', `/c/${token}`)).headers.location))
      const suffix = path.endsWith('state=') ? away.searchParams.get('state') : ''
      const back = await phone.request('GET', `${path}${suffix ?? ''}`)
      expect([back.statusCode, back.headers.location]).toEqual([302, `/c/${token}`])
      expect((await phone.request('GET', `/c/${token}`)).statusCode).toBe(200)
      expect(phone.jar.has('__Host-zhike_visitor')).toBe(false)
    }
    const outsider = side.device(wechat)
    await outsider.identify(token, { externalUserId: null, userId: null })
    expect((await outsider.request('GET', `/c/${token}`)).statusCode).toBe(200)
    expect((await outsider.read(token)).greeting).toBeNull()
  })

  it('is not taken from another browser’s or another coupon’s answer, nor twice', async () => {
    const [victim, attacker] = [side.device(wechat), side.device(wechat)]
    const stateOf = async (device: typeof victim) =>
      new URL(String((await device.request('GET', `/c/${token}`)).headers.location)).searchParams.get('state')
    const foreign = await stateOf(attacker)
    await stateOf(victim)
    side.oauth.set('stolen', { externalUserId: 'wm-李悦', userId: null })
    await victim.request('GET', `/c/${token}/identity?code=stolen&state=${foreign}`)
    expect(victim.jar.has('__Host-zhike_visitor')).toBe(false)

    const elsewhere = side.device(wechat)
    const state = await stateOf(elsewhere)
    await elsewhere.request('GET', `/c/${'x'.repeat(32)}/identity?code=stolen&state=${state}`)
    await elsewhere.request('GET', `/c/${token}/identity?code=stolen&state=${state}`)
    expect(elsewhere.jar.has('__Host-zhike_visitor')).toBe(false)
  })

  it('lets a browser that keeps no cookies in', async () => {
    const bare = () =>
      side.app.inject({ url: `/c/${token}/identity?code=x&state=y`, headers: { 'user-agent': wechat } })
    const { headers } = await bare()
    expect(headers.location).toBe(`/c/${token}?asked=1`)
    const page = await side.app.inject({ url: String(headers.location), headers: { 'user-agent': wechat } })
    expect(page.statusCode).toBe(200)
  })

  it('sees the page with 404 for unknown and malformed tokens, without being asked', async () => {
    for (const unknown of ['a'.repeat(32), 'short', 'with%20space-and-more']) {
      const page = await side.device(wechat).request('GET', `/c/${unknown}`)
      expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
      expect(page.headers['cache-control']).toBe('no-store')
    }
  })
})
