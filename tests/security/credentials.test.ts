import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Route } from '../../src/contract/route.ts'
import { buildTestApp, type TestApp } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { requestOf, routes } from './every-route.ts'
import { rowCounts } from './row-counts.ts'

const ofMembers = routes.filter(({ access }) => access === 'member')
const ofShops = routes.filter(({ access }) => typeof access === 'object')

describe.each(engines)('who shows no or wrong credentials on $name', ({ open }) => {
  let test: TestApp
  let session = ''
  let otherCookies: Record<string, string> = {}
  let before: Record<string, number>
  let keys: Record<'good' | 'gone' | 'ingest' | 'redeem' | 'metrics', string>
  beforeAll(async () => {
    test = await buildTestApp(await open())
    session = await test.signIn('LinXi')
    const begun = await test.app.inject('/auth/wecom?return_to=/')
    otherCookies = Object.fromEntries(begun.cookies.map(({ name, value }) => [name, value]))
    const { create, revoke } = test.app.services.keys
    const gone = await create('old till', ['ingest', 'redeem'])
    await revoke(gone.keyId)
    keys = {
      good: (await create('till', ['ingest', 'redeem'])).key,
      gone: gone.key,
      ingest: (await create('ingest', ['ingest'])).key,
      redeem: (await create('redeem', ['redeem'])).key,
      metrics: (await create('metrics', ['metrics'])).key,
    }
    before = await rowCounts(test.context.db)
  })
  afterAll(async () => {
    await test.close()
  })

  async function answers(list: readonly Route[], headers: Record<string, string>) {
    const given: [string, number, string][] = []
    for (const route of list) {
      const answer = await test.app.inject(requestOf(route, { headers }))
      given.push([route.name, answer.statusCode, answer.json<{ code: string }>().code])
    }
    return given
  }
  const refused = (list: readonly Route[], status: number, code: string) =>
    list.map(({ name }) => [name, status, code])

  it('has routes of both kinds to test', () => {
    expect(ofMembers.length).toBeGreaterThan(30)
    expect(ofShops.length).toBeGreaterThanOrEqual(7)
  })

  it('gets 401 from every route of members, whatever the cookie pretends', async () => {
    const [name = '', value = ''] = session.split('=')
    const decoded = decodeURIComponent(value)
    const [plain = '', signature = ''] = [
      decoded.slice(0, decoded.lastIndexOf('.')),
      decoded.split('.').at(-1),
    ]
    const cookie = (text: string) => ({ cookie: `${name}=${encodeURIComponent(text)}` })
    const forged: Record<string, string>[] = [
      {},
      cookie(''),
      cookie(plain),
      cookie(`${plain}.`),
      cookie(`${plain}.${signature.slice(0, -2)}AA`),
      cookie(`${plain.replace('LinXi', 'GuAnRan')}.${signature}`),
      cookie(`${plain}.${createHash('sha256').update(plain).digest('base64').replace(/=+$/, '')}`),
      cookie('%'),
      { cookie: `${name}=%E0%A4%A` },
      { authorization: `Bearer ${value}` },
      ...Object.values(otherCookies).map(cookie),
    ]
    for (const headers of forged) {
      expect(await answers(ofMembers, headers), JSON.stringify(headers)).toEqual(
        refused(ofMembers, 401, 'unauthenticated'),
      )
    }
  })

  it('gets 401 from every route of shop systems, whatever the key pretends', async () => {
    const { good: key, gone } = keys
    const stored = await test.context.db.selectFrom('apiKey').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(key.slice(3))
    const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
    const wrong: Record<string, string>[] = [
      {},
      { cookie: session },
      bearer(''),
      bearer(gone),
      bearer(key.slice(0, -1)),
      bearer(`${key}A`),
      bearer(key.toUpperCase()),
      bearer(`zk_${'A'.repeat(32)}`),
      bearer(stored[0]?.keyHash ?? ''),
      bearer(`${key}' or '1'='1`),
      { authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}` },
      { authorization: key },
    ]
    for (const headers of wrong) {
      expect(await answers(ofShops, headers), JSON.stringify(headers)).toEqual(
        refused(ofShops, 401, 'bad_key'),
      )
    }
  })

  it('gets 403 from a route that its key has no scope for', async () => {
    for (const scope of ['ingest', 'redeem', 'metrics'] as const) {
      const foreign = ofShops.filter(({ access }) => typeof access === 'object' && access.scope !== scope)
      expect(foreign.length).toBeGreaterThan(0)
      expect(await answers(foreign, { authorization: `Bearer ${keys[scope]}` })).toEqual(
        refused(foreign, 403, 'forbidden'),
      )
    }
  })

  it('changed nothing with all of that', async () => {
    expect(await rowCounts(test.context.db)).toEqual(before)
  })
})
