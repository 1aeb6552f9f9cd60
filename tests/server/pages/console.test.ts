import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConsoleBoot } from '../../../src/contract/session.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const wecomAgent = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 wxwork/4.1.36 MicroMessenger/7.0.1'

describe.each(engines)('the console on $name', ({ open }) => {
  let test: TestApp

  beforeEach(async () => {
    test = await buildTestApp(await open(), { environment: { ADMIN_USER_IDS: 'ChengYe,Nobody' } })
  })
  afterEach(() => test.close())

  const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers })

  function bootOf(html: string): ConsoleBoot {
    const text = /<script id="boot" type="application\/json">([^<]*)<\/script>/.exec(html)?.[1]
    return JSON.parse(text ?? 'null') as ConsoleBoot
  }

  it.each(['/console', '/console/audit', '/console/audit?x=1&y=//host'])(
    'sends %s without a session to sign-in and back',
    async (url) => {
      const desktop = await get(url)
      expect(desktop.statusCode).toBe(302)
      const target = new URL(String(desktop.headers.location), 'http://local')
      expect(target.pathname).toBe('/auth/wecom/web')
      expect(target.searchParams.get('return_to')).toBe(url)

      const inWecom = await get(url, { 'user-agent': wecomAgent })
      expect(String(inWecom.headers.location)).toMatch(/^\/auth\/wecom\?return_to=%2Fconsole/)
    },
  )

  it('tells a member who they are and whom to ask, and is never kept', async () => {
    await test.signIn('ChengYe')
    const cookie = await test.signIn('LinXi')
    const page = await get('/console/members', { cookie })
    expect(page.statusCode).toBe(200)
    expect(page.headers['cache-control']).toBe('private, no-store')
    expect(bootOf(page.body)).toMatchObject({
      session: { userId: 'LinXi', role: 'advisor' },
      admins: ['程野'],
    })
  })

  it('names nobody while no admin has signed in, and nobody to an admin', async () => {
    const advisor = await test.signIn('LinXi')
    expect(bootOf((await get('/console', { cookie: advisor })).body).admins).toEqual([])
    const admin = await test.signIn('ChengYe')
    expect(bootOf((await get('/console', { cookie: admin })).body)).toMatchObject({
      session: { role: 'admin' },
      admins: [],
    })
  })

  it('lets no name close the element that carries it', async () => {
    const cookie = await test.signIn('LinXi')
    const name = '</script><script>alert(1)</script>'
    await test.context.db.updateTable('member').set({ name }).where('userId', '=', 'LinXi').execute()
    const { body } = await get('/console', { cookie })
    expect(body).not.toContain('<script>alert')
    expect(bootOf(body).session.name).toBe(name)
  })

  it('runs no script but its own', async () => {
    const cookie = await test.signIn('LinXi')
    const { headers } = await get('/console/audit', { cookie })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(headers['x-frame-options']).toBe('DENY')
  })

  it('answers a session that was ended like none', async () => {
    const cookie = await test.signIn('LinXi')
    await test.app.inject({ method: 'POST', url: '/api/v1/session/logout', headers: { cookie }, payload: {} })
    expect((await get('/console', { cookie })).statusCode).toBe(302)
  })
})
