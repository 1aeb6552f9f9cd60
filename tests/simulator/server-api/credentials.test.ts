import { describe, expect, it } from 'vitest'
import { startSimulator } from '../start-simulator.ts'

const good = { corpid: 'wwsmall', corpsecret: 'small-secret' }

describe('gettoken', () => {
  it('names what is wrong with the credentials', async () => {
    const { call } = startSimulator()
    expect(await call('gettoken')).toMatchObject({ errcode: 41004 })
    expect(await call('gettoken', { query: { corpid: 'wwsmall' } })).toMatchObject({ errcode: 41004 })
    expect(await call('gettoken', { query: { ...good, corpid: 'other' } })).toMatchObject({ errcode: 40013 })
    expect(await call('gettoken', { query: { ...good, corpsecret: 'x' } })).toMatchObject({ errcode: 40001 })
  })

  it('repeats the token until near its end, and the old one lives on to its own end', async () => {
    const { call, clock } = startSimulator()
    const first = await call('gettoken', { query: good })
    expect(first).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 })
    clock.now += 6_899_000
    const again = await call('gettoken', { query: good })
    expect(again).toMatchObject({ access_token: first['access_token'], expires_in: 301 })
    clock.now += 1_000
    const next = await call('gettoken', { query: good })
    expect(next['access_token']).not.toBe(first['access_token'])
    expect(await call('getcallbackip', { token: String(first['access_token']) })).toMatchObject({
      errcode: 0,
    })
  })

  it('lets a token expire exactly after two hours', async () => {
    const { call, clock, token } = startSimulator()
    const access = await token()
    clock.now += 7_199_999
    expect(await call('getcallbackip', { token: access })).toMatchObject({
      errcode: 0,
      ip_list: ['127.0.0.1'],
    })
    clock.now += 1
    expect(await call('getcallbackip', { token: access })).toMatchObject({ errcode: 42001, ip_list: [] })
  })

  it('withdraws every token at once when told to', async () => {
    const { app, call, token } = startSimulator()
    const access = await token()
    await app.inject({ method: 'POST', url: '/simulator/api/rotate-tokens' })
    expect(await call('getcallbackip', { token: access })).toMatchObject({ errcode: 40014 })
    expect(await token()).not.toBe(access)
  })
})

describe('tickets', () => {
  it('gives two different tickets, each the same while it lives', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const corp = await call('get_jsapi_ticket', { token: access })
    const agent = await call('ticket/get', { token: access, query: { type: 'agent_config' } })
    expect(corp).toMatchObject({ errcode: 0, expires_in: 7200 })
    expect(agent).toMatchObject({ errcode: 0, expires_in: 7200 })
    expect(agent['ticket']).not.toBe(corp['ticket'])
    expect(await call('ticket/get', { token: access, query: { type: 'agent_config' } })).toEqual(agent)
  })

  it('knows no other ticket type', async () => {
    const { call, token } = startSimulator()
    expect(await call('ticket/get', { token: await token(), query: { type: 'jsapi' } })).toMatchObject({
      errcode: 91040,
    })
  })

  it('can refuse tickets', async () => {
    const { call, token, turn } = startSimulator()
    await turn({ ticket: 'refused' })
    const access = await token()
    expect(await call('ticket/get', { token: access, query: { type: 'agent_config' } })).toMatchObject({
      errcode: 48002,
    })
    expect(await call('get_jsapi_ticket', { token: access })).toMatchObject({ errcode: 48002 })
  })
})
