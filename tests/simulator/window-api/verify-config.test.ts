import { describe, expect, it } from 'vitest'
import { jsapiSignature } from '../../../src/simulator/window-api/verify-config.ts'
import { startSimulator, type TestSimulator } from '../start-simulator.ts'

const simulated = { nonceStr: 'SimNonce01', timestamp: '1700000000' }
const sidebar = 'https://sidebar.example.com/app/index.html?agentid=1000002'

describe('jsapiSignature', () => {
  const vectors: [string, string, { nonceStr: string; timestamp: string; url: string }, string][] = [
    [
      'V0',
      'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      { nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: '1414587457', url: 'http://mp.weixin.qq.com?params=value' },
      '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
    ],
    [
      'V1',
      'CORP_TICKET_SIM_0001',
      { ...simulated, url: sidebar },
      '4d917e7f30bdcd9628965d971ef2ab65b20fd7e7',
    ],
    [
      'V2',
      'AGENT_TICKET_SIM_0001',
      { ...simulated, url: sidebar },
      '15018cecbedb411edf17776ada96426c623fd0c0',
    ],
    [
      'V3',
      'AGENT_TICKET_SIM_0001',
      {
        ...simulated,
        url: 'https://sidebar.example.com/app/?code=CODE123&state=s1&name=%E5%BC%A0%E4%B8%89',
      },
      'e3eaf89cdda425ececdda35a034a81435d459579',
    ],
  ]
  it.each(vectors)('reproduces vector %s', (_name, ticket, signed, expected) => {
    expect(jsapiSignature(ticket, signed)).toBe(expected)
    expect(jsapiSignature(ticket, { ...signed, url: `${signed.url}#/scripts` })).toBe(expected)
  })
})

async function ticketOf(simulator: TestSimulator, kind: 'agent' | 'corp') {
  const token = await simulator.token()
  const answer =
    kind === 'agent'
      ? await simulator.call('ticket/get', { token, query: { type: 'agent_config' } })
      : await simulator.call('get_jsapi_ticket', { token })
  return String(answer['ticket'])
}

const page = { ...simulated, url: 'http://localhost/?code=a' }

async function check(simulator: TestSimulator, kind: 'agent' | 'corp', body: object) {
  const response = await simulator.app.inject({
    method: 'POST',
    url: `/simulator/api/bridge/${kind}-config`,
    headers: { host: 'localhost' },
    payload: body,
  })
  return response.json<object>()
}

const agentCheck = (ticket: string, change: object = {}) => ({
  ...page,
  corpid: 'wwsmall',
  agentid: '1000002',
  jsApiList: ['sendChatMessage'],
  signature: jsapiSignature(ticket, page),
  ...change,
})

describe('agent-config', () => {
  it('passes with the agent ticket and fails with the corp ticket', async () => {
    const simulator = startSimulator()
    const [agent, corp] = [await ticketOf(simulator, 'agent'), await ticketOf(simulator, 'corp')]
    expect(await check(simulator, 'agent', agentCheck(agent))).toEqual({ ok: true })
    expect(await check(simulator, 'agent', agentCheck(corp))).toEqual({
      ok: false,
      failure: 'invalid signature',
    })
    expect(
      await check(simulator, 'corp', { ...page, appId: 'wwsmall', signature: jsapiSignature(corp, page) }),
    ).toEqual({ ok: true })
    expect(
      await check(simulator, 'corp', { ...page, appId: 'wwsmall', signature: jsapiSignature(agent, page) }),
    ).toMatchObject({ ok: false })
  })

  it('names another app, corp, page and domain', async () => {
    const simulator = startSimulator()
    const ticket = await ticketOf(simulator, 'agent')
    const failureOf = async (change: object) => check(simulator, 'agent', agentCheck(ticket, change))
    expect(await failureOf({ agentid: '7' })).toMatchObject({ failure: 'invalid agentid' })
    expect(await failureOf({ corpid: 'x' })).toMatchObject({ failure: 'invalid corpid' })
    expect(await failureOf({ url: 'http://localhost/?code=b' })).toMatchObject({
      failure: 'invalid signature',
    })
    expect(await failureOf({ url: 'http://other/' })).toMatchObject({ failure: 'invalid url domain' })
  })

  it('no longer takes a ticket that ended, nor a stale one', async () => {
    const simulator = startSimulator()
    const ticket = await ticketOf(simulator, 'agent')
    simulator.clock.now += 7_200_000
    expect(await check(simulator, 'agent', agentCheck(ticket))).toMatchObject({ ok: false })
    await simulator.turn({ ticket: 'stale' })
    expect(await check(simulator, 'agent', agentCheck(await ticketOf(simulator, 'agent')))).toMatchObject({
      ok: false,
    })
  })
})
