import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { orderRow, shopApp } from './shop-side.ts'

interface Answer {
  status: number
  retryAfter: string | undefined
  body: Record<string, unknown>
}

describe.each(engines)('ingest under pressure on $name', ({ open }) => {
  let database: TestDatabase
  let app: FastifyInstance
  let key: string
  beforeAll(async () => {
    database = await open()
    const made = await shopApp(database.db, { bytes: 64 * 1024, running: 1, waiting: 2 })
    app = made.app
    key = made.key
    await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })

  /** Begins a request and leaves its body open until `send` is called. */
  function begin(rows: unknown[], bearer = key) {
    const payload = JSON.stringify(rows)
    const { port } = app.server.address() as AddressInfo
    const asked = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/ingest/orders',
      agent: false,
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
      },
    })
    const answer = new Promise<Answer>((resolve, reject) => {
      asked.on('error', reject)
      asked.on('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            body: JSON.parse(text) as Record<string, unknown>,
          }),
        )
      })
    })
    asked.flushHeaders()
    return { answer, send: () => asked.end(payload), drop: () => asked.destroy() }
  }

  const arrived = (count: number) =>
    expect
      .poll(() => new Promise<number>((resolve) => app.server.getConnections((_e, n) => resolve(n))))
      .toBe(count)
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

  it('lets few wait, refuses the others with a time to return, and loses nothing', async () => {
    const running = begin([orderRow('p1')])
    await arrived(1)
    await settled()
    const waiting = [begin([orderRow('p2')]), begin([orderRow('p3')])]
    await arrived(3)
    await settled()
    const refused = begin([orderRow('p4')])
    refused.send()
    const answer = await refused.answer
    expect(answer).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
    expect(Number(answer.retryAfter)).toBeGreaterThanOrEqual(1)
    expect(Number(answer.retryAfter)).toBeLessThanOrEqual(60)
    for (const one of [running, ...waiting]) one.send()
    for (const one of [running, ...waiting])
      expect(await one.answer).toMatchObject({ status: 200, body: { accepted: 1 } })
    const again = begin([orderRow('p4')])
    again.send()
    expect(await again.answer).toMatchObject({ status: 200, body: { accepted: 1 } })
  })

  it('gives the room of a client that goes away to the next', async () => {
    const gone = begin([orderRow('g1')])
    gone.answer.catch(() => undefined)
    await arrived(1)
    await settled()
    const next = begin([orderRow('g2')])
    next.send()
    gone.drop()
    expect(await next.answer).toMatchObject({ status: 200, body: { accepted: 1 } })
  })

  it('refuses a stranger without taking a place', async () => {
    const strangers = Array.from({ length: 5 }, () => begin([orderRow('s1')], 'wrong'))
    for (const one of strangers) one.send()
    for (const one of strangers) expect(await one.answer).toMatchObject({ status: 401 })
    const known = begin([orderRow('s2')])
    known.send()
    expect(await known.answer).toMatchObject({ status: 200 })
  })
})
