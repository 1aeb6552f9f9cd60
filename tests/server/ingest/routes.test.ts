import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { orderRow, shopApp } from './shop-side.ts'

describe.each(engines)('ingest over HTTP on $name', ({ open }) => {
  let database: TestDatabase
  let app: FastifyInstance
  let key: string
  beforeAll(async () => {
    database = await open()
    const made = await shopApp(database.db)
    app = made.app
    key = made.key
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })

  const post = async (what: string, payload: string, type = 'application/json', bearer = key) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/ingest/${what}`,
      payload,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': type },
    })
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
  }

  it('accepts new rows, counts equal ones as duplicates and accepts changed ones', async () => {
    const row = orderRow('r1')
    const again = { ...row, phone: '+86 138-0000-0001', paidAt: Date.parse('2025-05-01T10:05:00+08:00') }
    expect(await post('orders', JSON.stringify([row]))).toEqual({
      status: 200,
      body: { accepted: 1, duplicates: 0, rejected: [] },
    })
    const second = await post('orders', JSON.stringify([again, orderRow('r2'), orderRow('r2')]))
    expect(second.body).toEqual({ accepted: 1, duplicates: 2, rejected: [] })
    const third = await post('orders', JSON.stringify([{ ...row, refundedFen: 100 }]))
    expect(third.body).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
  })

  it('rejects a broken line of NDJSON by its index and takes the others', async () => {
    const lines = [
      '\uFEFF' + JSON.stringify(orderRow('n1')),
      '{"orderId":',
      '',
      JSON.stringify(orderRow('n2')),
    ]
    const { status, body } = await post('orders', lines.join('\r\n'), 'application/x-ndjson; charset=utf-8')
    expect(status).toBe(200)
    expect(body).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 1, code: 'invalid_input', message: expect.stringContaining('not valid JSON') }],
    })
  })

  it('names the field and the fix in each rejected row', async () => {
    const rows = [
      orderRow('v1', { paidFen: '100' }),
      orderRow('v2', { phone: undefined }),
      orderRow('v3', { createdAt: '2025-05-01 10:00' }),
      orderRow('v4', { status: 'done' }),
      orderRow('v5', { refundedFen: 10_001 }),
      orderRow('v6', { items: undefined }),
      orderRow('v7', { items: [{ sku: 'S', name: 'a\u0000b', quantity: 1, unitPriceFen: 1 }] }),
      orderRow('v8', { paidFen: -1 }),
      7,
      orderRow('v9'),
    ]
    const { body } = await post('orders', JSON.stringify(rows))
    expect(body['accepted']).toBe(1)
    const rejected = body['rejected'] as { index: number; message: string }[]
    expect(rejected.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    const messages = rejected.map(({ message }) => message)
    expect(messages[0]).toBe('paidFen: must be a number')
    expect(messages[1]).toContain('give externalUserId, unionId, phone or shopCustomerId')
    expect(messages[2]).toMatch(/^createdAt: must be a time .* ISO 8601 with an offset/)
    expect(messages[3]).toBe('status: must be one of created, paid, cancelled, refunded')
    expect(messages[4]).toBe('refundedFen: must not exceed paidFen')
    expect(messages[5]).toBe('items: is missing: give an array')
    expect(messages[6]).toBe('items.0.name: must not contain the character NUL')
    expect(messages[7]).toMatch(/^paidFen: must be at least 0/)
    expect(messages[8]).toBe('row: must be an object')
  })

  it.each([
    ['{"orderId":1', 'not valid JSON'],
    ['{"orderId":"x"}', 'must be a JSON array'],
    ['', 'not valid JSON'],
  ])('refuses the body %j as a whole', async (payload, message) => {
    const { status, body } = await post('orders', payload)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'invalid_input', message: expect.stringContaining(message) })
  })

  it('names the limits of rows and bytes', async () => {
    const event = (index: number) => ({
      eventId: `l${index}`,
      phone: '13900000009',
      type: 'view',
      occurredAt: 1,
    })
    const rows = Array.from({ length: 5001 }, (_, index) => event(index))
    const many = await post(
      'events',
      rows.map((row) => JSON.stringify(row)).join('\n'),
      'application/x-ndjson',
    )
    expect(many).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', message: expect.stringContaining('at most 5000 rows') },
    })
    const fits = await post('events', JSON.stringify(rows.slice(0, 5000)))
    expect(fits.status).toBe(200)
    expect((fits.body['rejected'] as unknown[]).length).toBe(5000)
    const big = await post('orders', `["${'x'.repeat(16 * 1024 * 1024)}"]`)
    expect(big).toMatchObject({
      status: 413,
      body: { code: 'too_large', message: expect.stringContaining('16 MB') },
    })
  })

  it('refuses other content types and bad keys', async () => {
    expect(await post('orders', 'a=1', 'application/x-www-form-urlencoded')).toMatchObject({
      status: 415,
      body: { code: 'unsupported_type', message: expect.stringContaining('application/x-ndjson') },
    })
    expect(await post('orders', '[]', 'application/json', 'zk_no')).toMatchObject({
      status: 401,
      body: { code: 'bad_key' },
    })
    expect(await post('orders', '{', 'application/json', '')).toMatchObject({ status: 401 })
    expect(await post('products', '[]', 'text/plain')).toMatchObject({ status: 200 })
  })
})
