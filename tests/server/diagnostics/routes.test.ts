import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const url = '/api/v1/diagnostics'

describe.each(engines)('GET /api/v1/diagnostics on $name', ({ open }) => {
  let test: TestApp
  let cookie: string

  beforeAll(async () => {
    test = await buildTestApp(await open(), { environment: { ADMIN_USER_IDS: 'ChengYe' } })
    cookie = await test.signIn('ChengYe')
  })
  afterAll(() => test.close())
  beforeEach(() => test.simulator.inject({ method: 'DELETE', url: '/simulator/api/switches' }))

  it('needs a session', async () => {
    expect((await test.app.inject(url)).statusCode).toBe(401)
  })

  it('answers what to mend', async () => {
    const payload = { notInCustomerContact: true }
    await test.simulator.inject({ method: 'PUT', url: '/simulator/api/switches', payload })
    const answer = await test.app.inject({ url, headers: { cookie } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    const { verdict, checks } = answer.json<{ verdict: string; checks: { id: string; errcode: number }[] }>()
    expect(verdict).toBe('broken')
    expect(checks.find(({ id }) => id === 'customerContact')).toMatchObject({
      status: 'broken',
      errcode: 48002,
      cure: { title: '应用没有这个接口的权限' },
    })
  })
})
