import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Switches } from '../../../src/simulator/protocol/switches.ts'
import { startSimulator } from '../start-simulator.ts'

const get = { query: { external_userid: 'wm-li' } }

describe('server switches', () => {
  const cases: [Partial<Switches>, string, object, number][] = [
    [{ ipNotAllowed: true }, 'externalcontact/get', get, 60020],
    [{ notInCustomerContact: true }, 'externalcontact/get', get, 48002],
    [{ notInCustomerContact: true }, 'user/get', { query: { userid: 'lin' } }, 0],
    [{ outOfRange: true }, 'externalcontact/get', get, 84061],
    [{ outOfRange: true }, 'user/get', { query: { userid: 'lin' } }, 60011],
    [{ rateLimited: true }, 'externalcontact/get', get, 45009],
    [{ rateLimited: true }, 'auth/getuserinfo', { query: { code: 'x' } }, 40029],
  ]
  it.each(cases)('%o makes %s %o answer %i', async (patch, path, options, errcode) => {
    const { call, token, turn } = startSimulator()
    await turn(patch)
    expect(await call(path, { token: await token(), ...options })).toMatchObject({ errcode })
  })

  it('is busy on the first call and again on every third', async () => {
    const { call, token, turn } = startSimulator()
    const access = await token()
    await turn({ randomBusy: true })
    const codes = []
    for (let index = 0; index < 4; index += 1) {
      codes.push((await call('externalcontact/get', { token: access, ...get }))['errcode'])
    }
    expect(codes).toEqual([-1, 0, 0, -1])
  })

  it('refuses calls that overlap when concurrency is limited', async () => {
    const { call, token, turn } = startSimulator()
    const access = await token()
    await turn({ concurrency: true, latencyMs: 30 })
    expect(await call('externalcontact/get', { token: access, ...get })).toMatchObject({ errcode: 0 })
    const both = await Promise.all([
      call('externalcontact/get', { token: access, ...get }),
      call('externalcontact/get', { token: access, ...get }),
    ])
    expect(both.map((answer) => answer['errcode'])).toContain(45033)
  })

  it('breaks the connection when it is down', async () => {
    const { app, turn } = startSimulator()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    await turn({ down: true })
    await expect(fetch(`http://127.0.0.1:${port}/cgi-bin/gettoken`)).rejects.toThrow('fetch failed')
    await turn({ down: false })
    expect((await fetch(`http://127.0.0.1:${port}/cgi-bin/gettoken`)).status).toBe(200)
    await app.close()
  })
})
