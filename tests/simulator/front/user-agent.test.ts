import { describe, expect, it } from 'vitest'
import { startSimulator } from '../start-simulator.ts'
import { clientUserAgent } from '../../../src/simulator/front/user-agent.ts'
import { createSimulatorState } from '../../../src/simulator/simulator.ts'
import { smallWorld } from '../small-world.ts'

const state = createSimulatorState({
  world: smallWorld(),
  now: () => 0,
  randomToken: () => 'x',
  distDir: '/nonexistent',
})
const frame = { 'sec-fetch-dest': 'iframe' }

describe('clientUserAgent', () => {
  it('is WeCom for documents of the panel’s frame', () => {
    for (const path of ['/', '/auth/wecom', '/auth/wecom/callback']) {
      expect(clientUserAgent(state, path, frame)).toMatch(/wxwork\/5\.0\.11/)
      expect(clientUserAgent(state, path, { 'sec-fetch-dest': 'document' })).toBeNull()
    }
    expect(clientUserAgent(state, '/console', frame)).toBeNull()
  })

  it('is WeChat for the customers’ pages on the customer’s phone', () => {
    const phone = { cookie: 'a=1; sim_customer=wm-li' }
    for (const path of ['/c/token', '/api/v1/claims/token', '/q/token', '/api/v1/quiz-links/token']) {
      const userAgent = clientUserAgent(state, path, phone) ?? ''
      expect(userAgent).toMatch(/MicroMessenger/)
      expect(userAgent).not.toMatch(/wxwork/)
      expect(clientUserAgent(state, path, {})).toBeNull()
    }
    expect(clientUserAgent(state, '/console', phone)).toBeNull()
  })

  it('follows platform, version and colour scheme', () => {
    const switched = {
      ...state,
      switches: { ...state.switches, platform: 'ios' as const, wecomVersion: '4.1.0', dark: true },
    }
    expect(clientUserAgent(switched, '/', frame)).toMatch(/iPhone.*wxwork\/4\.1\.0.*ColorScheme\/Dark/)
  })
})

describe('switches over HTTP', () => {
  it('lists all with defaults, patches some, and resets', async () => {
    const { app, turn } = startSimulator()
    const read = async () => (await app.inject('/simulator/api/switches')).json<Record<string, unknown>>()
    expect(await read()).toMatchObject({ dialect: 'windows', send: 'direct', width: '360', down: false })
    await turn({ dialect: 'mac', latencyMs: 5 })
    expect(await read()).toMatchObject({ dialect: 'mac', latencyMs: 5, send: 'direct' })
    await app.inject({ method: 'DELETE', url: '/simulator/api/switches' })
    expect(await read()).toMatchObject({ dialect: 'windows', latencyMs: 0 })
  })

  it.each([
    [{ dialect: 'linux' }, ['dialect']],
    [{ nothing: 1, dark: 'yes' }, ['nothing', 'dark']],
    [{ latencyMs: -1 }, ['latencyMs']],
    [{ latencyMs: 60_001 }, ['latencyMs']],
    [{ wecomVersion: '5' }, ['wecomVersion']],
  ])('refuses %o and changes nothing', async (patch, refused) => {
    const { app } = startSimulator()
    const response = await app.inject({ method: 'PUT', url: '/simulator/api/switches', payload: patch })
    expect([response.statusCode, response.json()]).toEqual([400, { refused }])
    expect((await app.inject('/simulator/api/switches')).json()).toMatchObject({
      dialect: 'windows',
      dark: false,
    })
  })
})
