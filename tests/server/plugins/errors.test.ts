import fastify from 'fastify'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { handleErrors } from '../../../src/server/plugins/errors.ts'
import { buildTestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

describe.each(engines.slice(0, 1))('a full disk under $name', ({ open }) => {
  it('is 503 without a word of the inside, /readyz and the diagnostics say it, and it passes by itself', async () => {
    const database = await open()
    const { app, signIn, close } = await buildTestApp(database)
    const cookie = await signIn('ChengYe')
    await database.db.updateTable('member').set({ role: 'admin' }).where('userId', '=', 'ChengYe').execute()
    const { key } = await app.services.keys.create('shop', ['ingest'])
    const rows = Array.from({ length: 500 }, (_, index) => ({
      orderId: `o-${index}`,
      shopCustomerId: `c-${index}`,
      status: 'paid',
      createdAt: '2026-03-01T10:00:00+08:00',
      items: [],
      paidFen: 100,
    }))
    const ingest = () =>
      app.inject({
        method: 'POST',
        url: '/api/v1/ingest/orders',
        headers: { authorization: `Bearer ${key}` },
        payload: rows,
      })
    const ready = async () => (await app.inject('/readyz')).statusCode
    const shown = async () => {
      const answer = await app.inject({ url: '/api/v1/diagnostics', headers: { cookie } })
      return answer.json<{ checks: { id: string; status: string; detail: string }[] }>().checks[1]
    }
    expect(await ready()).toBe(200)

    await sql.raw('pragma max_page_count = 1').execute(database.db)
    const failed = await ingest()
    expect([failed.statusCode, failed.json()]).toEqual([
      503,
      { code: 'unavailable', message: '服务暂不可用' },
    ])
    expect(await ready()).toBe(503)
    expect(await shown()).toMatchObject({
      id: 'database',
      status: 'broken',
      detail: expect.stringContaining('空间'),
    })

    await sql.raw('pragma max_page_count = 4294967294').execute(database.db)
    expect(await ready()).toBe(200)
    expect(await shown()).toMatchObject({ id: 'database', status: 'ok' })
    expect((await ingest()).json()).toMatchObject({ accepted: 500, rejected: [] })
    await close()
  })
})

it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01'])(
  '%s is 503: the same request may be sent again',
  async (code) => {
    const app = fastify()
    handleErrors(app)
    app.get('/', () => Promise.reject(Object.assign(new Error('database is locked'), { code })))
    const answer = await app.inject('/')
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { code: 'unavailable', message: '服务暂不可用' },
    ])
    await app.close()
  },
)
