import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { figuresIn, sampleLine } from './figures.ts'

const stranger = '203.0.113.9'

describe.each(engines)('/metrics on $name', ({ open }) => {
  let test: TestApp
  let behindProxy: TestApp
  let keys: Record<'metrics' | 'ingest' | 'revoked', string>
  beforeAll(async () => {
    test = await buildTestApp(await open(), { hasCallbacks: true })
    behindProxy = await buildTestApp(await open(), { environment: { TRUST_PROXY: '127.0.0.1' } })
    const create = (scope: string) => test.app.services.keys.create(scope, [scope])
    const revoked = await create('metrics')
    await test.app.services.keys.revoke(revoked.keyId)
    keys = {
      metrics: (await create('metrics')).key,
      ingest: (await create('ingest')).key,
      revoked: revoked.key,
    }
  })
  afterAll(() => Promise.all([test.close(), behindProxy.close()]))

  const ask = async (
    { app }: TestApp,
    { from = '127.0.0.1', key, headers = {} }: { from?: string; key?: string; headers?: object } = {},
  ) => {
    const bearer = key === undefined ? {} : { authorization: `Bearer ${key}` }
    const answer = await app.inject({
      url: '/metrics',
      remoteAddress: from,
      headers: { host: '127.0.0.1:3000', ...bearer, ...headers },
    })
    return answer
  }

  it('is the text format, every line of it, with a type for each name', async () => {
    const answer = await ask(test)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
    const lines = answer.body.trimEnd().split('\n')
    const types = new Map<string, string>()
    for (const line of lines) {
      const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line)
      if (type) types.set(type[1] ?? '', type[2] ?? '')
      else if (!line.startsWith('# HELP ') && line !== '') {
        expect(line).toMatch(sampleLine)
        const name = sampleLine.exec(line)?.[1] ?? ''
        const family = name.replace(/_(bucket|sum|count)$/, '')
        expect(types.has(name) || types.has(family), name).toBe(true)
      }
    }
    expect(answer.body.endsWith('\n')).toBe(true)
    expect(types.get('nodejs_eventloop_lag_p99_seconds')).toBe('gauge')
    expect(types.get('process_resident_memory_bytes')).toBe('gauge')
    expect(figuresIn(answer.body)('process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
  })

  it('is for this machine, or for a key with the scope', async () => {
    const verdict = async (asked: Parameters<typeof ask>[1]) => (await ask(test, asked)).statusCode
    expect(await verdict({})).toBe(200)
    expect(await verdict({ from: stranger })).toBe(401)
    expect(await verdict({ from: stranger, key: 'zk_nonsense' })).toBe(401)
    expect(await verdict({ from: stranger, key: keys.revoked })).toBe(401)
    expect(await verdict({ from: stranger, key: keys.ingest })).toBe(403)
    expect(await verdict({ from: stranger, key: keys.metrics })).toBe(200)
    const member = await test.signIn(test.world.members[0]?.userId ?? '')
    expect(await verdict({ from: stranger, headers: { cookie: member } })).toBe(401)
  })

  it('takes nobody for local who comes through a proxy on this machine', async () => {
    const forwarded = { 'x-forwarded-for': stranger }
    expect((await ask(test, { headers: forwarded })).statusCode).toBe(401)
    expect((await ask(behindProxy, { headers: forwarded })).statusCode).toBe(401)
    const lying = { 'x-forwarded-for': '127.0.0.1' }
    expect((await ask(behindProxy, { headers: lying })).statusCode).toBe(401)
    expect((await ask(test, { headers: { host: 'zhike.example' } })).statusCode).toBe(401)
    expect((await ask(behindProxy)).statusCode).toBe(200)
    expect((await ask(test, { headers: forwarded, key: keys.metrics })).statusCode).toBe(200)
  })

  it('says how many callbacks wait and for how long', async () => {
    const queue = async () => {
      const figures = figuresIn((await ask(test)).body)
      return [figures('zhike_callback_queue_events'), figures('zhike_callback_queue_age_seconds')]
    }
    expect(await queue()).toEqual([0, 0])
    const { at } = test.clock
    const waiting = (eventId: string, receivedAt: number, status = 'pending') => ({
      eventId,
      keyHash: eventId,
      name: 'name',
      subject: eventId,
      occurredAt: receivedAt,
      seq: 1,
      payloadJson: 'null',
      status,
      receivedAt,
      greetedAt: null,
      claimedBy: null,
      claimedUntil: null,
      dueAt: at + 1_000_000,
      attempts: 0,
      problem: null,
      appliedAt: null,
    })
    const rows = [waiting('1', at - 30_000), waiting('2', at - 90_000), waiting('3', 0, 'applied')]
    await test.context.db.insertInto('wecomEvent').values(rows).execute()
    expect(await queue()).toEqual([2, 90])
    await test.context.db.deleteFrom('wecomEvent').execute()
    expect(await queue()).toEqual([0, 0])
  })

  it('goes on telling the rest when the database does not answer', async () => {
    const alone = await buildTestApp(await open())
    await alone.context.db.schema.dropTable('wecomEvent').execute()
    const answer = await ask(alone)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toMatch(/^zhike_callback_queue_\w+ /m)
    expect(answer.body).toMatch(/^process_resident_memory_bytes \d/m)
    await alone.close()
  })
})
