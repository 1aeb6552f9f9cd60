import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { isWrite, requestOf, routes } from './every-route.ts'
import { rowCounts } from './row-counts.ts'

const own = 'http://127.0.0.1:3000'
const writes = routes.filter(isWrite)

describe.each(engines)('writes that another site sends on $name', ({ open }) => {
  let test: TestApp
  let cookie = ''
  let authorization = ''
  beforeAll(async () => {
    test = await buildTestApp(await open())
    cookie = await test.signIn('LinXi')
    const { key } = await test.app.services.keys.create('till', ['ingest', 'redeem'])
    authorization = `Bearer ${key}`
  })
  afterAll(() => test.close())

  const send = (route: (typeof routes)[number], headers: Record<string, string>) =>
    test.app.inject(requestOf(route, { headers: { cookie, authorization, ...headers } }))

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: own },
    { 'sec-fetch-site': 'same-site', origin: own },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://127.0.0.1:3000' },
    { origin: `${own}0` },
    { origin: `${own}.evil.example` },
    { origin: `${own}/` },
  ])('are refused on every route with %j', async (headers) => {
    const before = await rowCounts(test.context.db)
    expect(writes.length).toBeGreaterThan(30)
    for (const route of writes) {
      const answer = await send(route, headers as Record<string, string>)
      expect([route.name, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        route.name,
        403,
        'cross_site',
      ])
    }
    expect(await rowCounts(test.context.db)).toEqual(before)
  })

  it.each([
    {},
    { origin: own },
    { 'sec-fetch-site': 'same-origin', origin: own },
    { 'sec-fetch-site': 'none' },
  ])('are not what our own page and a shop’s system send: %j', async (headers) => {
    // Last, since it ends the session.
    const inOrder = [...writes].sort((one) => (one.name === 'logout' ? 1 : 0))
    for (const route of inOrder) {
      const answer = await send(route, headers as Record<string, string>)
      expect([route.name, answer.json<{ code?: string }>().code]).not.toEqual([route.name, 'cross_site'])
      expect(answer.statusCode, route.name).toBeLessThan(500)
    }
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'have no form’s content type: %s is 415 or refused earlier',
    async (type) => {
      for (const route of writes.filter(({ body, access }) => body && typeof access === 'string')) {
        const answer = await send(route, { 'content-type': type })
        expect([route.name, answer.statusCode]).toEqual([route.name, 415])
      }
    },
  )
})
