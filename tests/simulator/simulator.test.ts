import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { createSimulatorState, simulatorPlugin } from '../../src/simulator/simulator.ts'
import { smallWorld } from './small-world.ts'

async function mounted() {
  const app = Fastify()
  const state = createSimulatorState({
    world: smallWorld(),
    now: () => 1_800_000_000_000,
    randomToken: () => 'x',
    distDir: '/nonexistent',
  })
  await app.register(simulatorPlugin, { state })
  await app.register(cookie)
  app.get('/', async (request) => ({ userAgent: request.headers['user-agent'] }))
  app.get('/c/:token', async (request, reply) => {
    reply.setCookie('device', 'new', { path: '/', httpOnly: true })
    return { userAgent: request.headers['user-agent'], cookies: request.cookies }
  })
  return app
}

describe('mounted in an app', () => {
  it('offers its API below /simulator and leaves the app’s own paths alone', async () => {
    const app = await mounted()
    expect((await app.inject('/simulator/wecom/cgi-bin/gettoken')).json()).toMatchObject({ errcode: 41004 })
    expect((await app.inject('/cgi-bin/gettoken')).statusCode).toBe(404)
    const world = (await app.inject('/simulator/api/world')).json<{ members: { contacts: object[] }[] }>()
    expect(world).toMatchObject({ corp: { corpId: 'wwsmall' }, appOrigin: null })
    expect(world.members[0]?.contacts).toHaveLength(6)
    expect(JSON.stringify(world)).not.toContain('small-secret')
  })

  it('signs in on the origin that the app is asked under', async () => {
    const app = await mounted()
    const query = new URLSearchParams({
      appid: 'wwsmall',
      redirect_uri: 'http://127.0.0.1:3000/auth/wecom/callback',
      response_type: 'code',
      scope: 'snsapi_base',
      state: 's',
      agentid: '1000002',
    })
    const authorize = (host: string) =>
      app.inject({
        url: `/simulator/wecom/connect/oauth2/authorize?${query.toString()}`,
        headers: { host },
      })
    const trusted = await authorize('127.0.0.1:3000')
    expect(trusted.headers.location).toBe('http://127.0.0.1:3000/auth/wecom/callback?code=code-x&state=s')
    expect((await authorize('127.0.0.1:3001')).statusCode).toBe(400)
  })

  it('dresses the frames’ requests to the app', async () => {
    const app = await mounted()
    const framed = await app.inject({ url: '/', headers: { 'sec-fetch-dest': 'iframe' } })
    expect(framed.json<{ userAgent: string }>().userAgent).toMatch(/wxwork/)
    const plain = await app.inject({ url: '/', headers: { 'user-agent': 'browser' } })
    expect(plain.json()).toEqual({ userAgent: 'browser' })
  })

  it('gives each phone a cookie jar of its own', async () => {
    const app = await mounted()
    const open = (cookies: string) => app.inject({ url: '/c/token', headers: { cookie: cookies } })
    const first = await open('sim_customer=wm-li; member=lin')
    expect(first.json()).toMatchObject({ cookies: {} })
    const [line] = [first.headers['set-cookie']].flat()
    const stored = String(line).split(';')[0] ?? ''
    expect(stored).toMatch(/^phone_[0-9a-f]{12}_device=new$/)
    expect(String(line)).toContain('HttpOnly')
    expect((await open(`sim_customer=wm-li; ${stored}`)).json()).toMatchObject({ cookies: { device: 'new' } })
    expect((await open(`sim_customer=wm-wang; ${stored}`)).json()).toMatchObject({ cookies: {} })
  })

  it('says what is missing when nothing was built', async () => {
    const app = await mounted()
    for (const url of ['/simulator', '/simulator/bridge.js', '/simulator/assets/a.js']) {
      const response = await app.inject(url)
      expect([response.statusCode, response.body.includes('build')]).toEqual([404, true])
    }
    expect((await app.inject('/simulator/assets/..%2fsecret.js')).statusCode).toBe(404)
  })
})
