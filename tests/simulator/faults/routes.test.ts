import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulator/faults/board.ts'
import { startSimulator, type TestSimulator } from '../start-simulator.ts'

const json = (simulator: TestSimulator, method: 'POST' | 'PUT', path: string, payload: unknown) =>
  simulator.app.inject({
    method,
    url: `/simulator/api/${path}`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  })
const fail = async (simulator: TestSimulator, fault: Fault) =>
  expect((await json(simulator, 'POST', 'faults', fault)).statusCode).toBe(204)
const raw = async (simulator: TestSimulator, path: string) =>
  simulator.app.inject(`/cgi-bin/${path}?access_token=${await simulator.token()}`)

describe('faults by path', () => {
  it('an error code comes with the endpoint’s empty fields, and after the token was checked', async () => {
    const simulator = startSimulator()
    await fail(simulator, { path: 'externalcontact/get_follow_user_list', errcode: 48006 })
    const path = 'externalcontact/get_follow_user_list'
    expect(await simulator.call(path, { token: await simulator.token() })).toMatchObject({
      errcode: 48006,
      follow_user: [],
    })
    expect(await simulator.call(path, { token: 'fake' })).toMatchObject({ errcode: 40014 })
  })

  it('gettoken fails by code, too', async () => {
    const simulator = startSimulator()
    await fail(simulator, { path: 'gettoken', errcode: 40091, times: 1 })
    expect(await simulator.call('gettoken')).toMatchObject({ errcode: 40091 })
    expect(await simulator.call('gettoken')).toMatchObject({ errcode: 41004 })
  })

  it('HTTP status, broken text and a closed connection', async () => {
    const simulator = startSimulator()
    await fail(simulator, { path: 'getcallbackip', status: 503, times: 1 })
    await fail(simulator, { path: 'getcallbackip', status: 404, times: 1 })
    await fail(simulator, { path: 'getcallbackip', body: '{"errcode":', times: 1 })
    const seen = [1, 2, 3, 4].map(() => raw(simulator, 'getcallbackip'))
    const answers: unknown[] = []
    for (const answer of await Promise.all(seen)) answers.push([answer.statusCode, answer.body.slice(0, 11)])
    expect(answers).toEqual([
      [503, ''],
      [404, ''],
      [200, '{"errcode":'],
      [200, '{"errcode":'],
    ])
    await fail(simulator, { path: 'getcallbackip', isHangUp: true })
    await expect(raw(simulator, 'getcallbackip')).rejects.toThrow()
  })

  it('hangs up at once on a write that it has read to its end', async () => {
    const { app, token } = startSimulator()
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const path = 'externalcontact/remark'
    await fetch(`${origin}/simulator/api/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path, isHangUp: true }),
    })
    // Left open, the connection would be there until the client loses patience.
    const asked = fetch(`${origin}/cgi-bin/${path}?access_token=${await token()}`, {
      method: 'POST',
      body: '{}',
      signal: AbortSignal.timeout(30_000),
    })
    await expect(asked).rejects.toMatchObject({ message: 'fetch failed' })
    await app.close()
  })

  it.each([
    [true, '新备注'],
    [false, '李悦 油皮'],
  ])('a write whose answer is lost: carried out %s', async (isCarriedOut, remark) => {
    const simulator = startSimulator()
    const token = await simulator.token()
    await fail(simulator, { path: 'externalcontact/remark', status: 500, isCarriedOut })
    const response = await simulator.app.inject({
      method: 'POST',
      url: `/cgi-bin/externalcontact/remark?access_token=${token}`,
      payload: { userid: 'lin', external_userid: 'wm-li', remark: '新备注' },
    })
    expect(response.statusCode).toBe(500)
    const query = { external_userid: 'wm-li' }
    const { follow_user: follows } = await simulator.call('externalcontact/get', { token, query })
    expect(follows).toMatchObject([{ remark }, {}])
  })

  it('takes its time', async () => {
    const simulator = startSimulator()
    await fail(simulator, { path: 'getcallbackip', latencyMs: 60 })
    const startedAt = performance.now()
    expect((await raw(simulator, 'getcallbackip')).json()).toMatchObject({ errcode: 0 })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55)
  })

  it.each([
    null,
    {},
    { path: 'user/get' },
    { path: 'user/get', errcode: '40001' },
    { path: 'user/get', status: 99 },
    { path: 'user/get', status: 500, errcode: -1 },
    { path: 'user/get', errcode: -1, times: 0 },
    { path: 'user/get', latencyMs: 60_001 },
    { path: 'user/get', errcode: -1, other: 1 },
  ])('refuses %j', async (payload) => {
    expect((await json(startSimulator(), 'POST', 'faults', payload)).statusCode).toBe(400)
  })
})

describe('limits, addresses, counts and clock', () => {
  it('45009 beyond the calls of a minute', async () => {
    const simulator = startSimulator()
    await json(simulator, 'PUT', 'limits', { path: 'getcallbackip', perMinute: 1 })
    expect((await raw(simulator, 'getcallbackip')).json()).toMatchObject({ errcode: 0 })
    expect((await raw(simulator, 'getcallbackip')).json()).toMatchObject({ errcode: 45009, ip_list: [] })
    expect((await json(simulator, 'PUT', 'limits', { path: 'user/get', perMinute: -1 })).statusCode).toBe(400)
  })

  it('60020 names the caller unless its address is on the list', async () => {
    const simulator = startSimulator()
    await json(simulator, 'PUT', 'allowed-ips', ['10.0.0.1'])
    const refused = (await raw(simulator, 'user/get')).json<{ errcode: number; errmsg: string }>()
    expect(refused.errcode).toBe(60020)
    expect(refused.errmsg).toContain('from ip: 127.0.0.1')
    await json(simulator, 'PUT', 'allowed-ips', ['10.0.0.1', '127.0.0.1'])
    expect((await raw(simulator, 'user/get')).json()).toMatchObject({ errcode: 60111 })
  })

  it('counts calls by path and forgets everything on demand', async () => {
    const simulator = startSimulator()
    await raw(simulator, 'getcallbackip')
    await raw(simulator, 'getcallbackip')
    const counts = async () => (await simulator.app.inject('/simulator/api/calls')).json<object>()
    expect(await counts()).toEqual({ gettoken: 2, getcallbackip: 2 })
    await simulator.app.inject({ method: 'DELETE', url: '/simulator/api/calls' })
    expect(await counts()).toEqual({})
    await fail(simulator, { path: '*', errcode: -1 })
    await simulator.app.inject({ method: 'DELETE', url: '/simulator/api/faults' })
    expect((await raw(simulator, 'getcallbackip')).json()).toMatchObject({ errcode: 0 })
  })

  it('tells the time of its own clock', async () => {
    const simulator = startSimulator()
    const { headers } = await raw(simulator, 'getcallbackip')
    expect(Date.parse(String(headers.date))).toBe(simulator.clock.now)
  })
})

describe('the other app of the company', () => {
  it('has its own token, which opens neither 客户联系 nor our app', async () => {
    const { call, token } = startSimulator()
    const query = { corpid: 'wwsmall', corpsecret: 'secret-of-the-other-app' }
    const other = String((await call('gettoken', { query }))['access_token'])
    expect(other).not.toBe(await token())
    expect(await call('getcallbackip', { token: other })).toMatchObject({ errcode: 0 })
    expect(await call('externalcontact/get_follow_user_list', { token: other })).toMatchObject({
      errcode: 48002,
    })
    const send = async (access: string, agentid: number) =>
      call('message/send', { token: access, body: { touser: 'lin', msgtype: 'text', agentid } })
    expect(await send(other, 1000002)).toMatchObject({ errcode: 301002 })
    expect(await send(other, 1000099)).toMatchObject({ errcode: 0 })
    expect(await send(await token(), 1000099)).toMatchObject({ errcode: 301002 })
    expect(await send(await token(), 1000002)).toMatchObject({ errcode: 0, invaliduser: '' })
  })
})
