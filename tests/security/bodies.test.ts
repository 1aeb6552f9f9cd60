import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methodAndPath } from '../../src/contract/paths.ts'
import { buildTestApp, type TestApp } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { addressOf, isWrite, routes } from './every-route.ts'

const withBody = routes.filter((route) => isWrite(route) && route.body)
const pages = withBody.filter(({ access }) => typeof access === 'string')

describe.each(engines)('bodies that no page sends on $name', ({ open }) => {
  let test: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    test = await buildTestApp(await open(), { environment: { ADMIN_USER_IDS: 'LinXi' } })
    const { key } = await test.app.services.keys.create('shop', ['ingest', 'redeem'])
    headers = {
      cookie: await test.signIn('LinXi'),
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
    }
  })
  afterAll(() => test.close())

  async function send(route: (typeof routes)[number], payload: string) {
    const { method } = methodAndPath(route.name)
    const answer = await test.app.inject({ method, url: addressOf(route), headers, payload })
    const body = answer.json<{ code?: string; message?: string }>()
    return { status: answer.statusCode, code: body.code, message: body.message }
  }

  it.each([
    ['', 'is empty'],
    ['{', 'is not valid JSON'],
    ['{"a":1,}', 'is not valid JSON'],
    ["{'a':1}", 'is not valid JSON'],
    ['\u0000', 'is not valid JSON'],
    ['{"a":"\\u0000"}', 'must not contain the character NUL'],
    ['{"__proto__":{"role":"admin"}}', 'must not contain __proto__'],
    [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'nested deeper than 16 levels'],
  ])('%.40s is 400 and the problem is named', async (payload, problem) => {
    for (const route of pages) {
      const { status, code, message } = await send(route, payload)
      expect([route.name, status, code]).toEqual([route.name, 400, 'invalid_input'])
      expect(message).toContain(problem)
    }
  })

  it.each(['null', '[]', '"text"', '7', 'true'])(
    '%s in place of an object is 400 or refused',
    async (payload) => {
      for (const route of pages) {
        const { status } = await send(route, payload)
        expect([400, 403, 404], route.name).toContain(status)
      }
    },
  )

  it('64 KB are read from a page, one byte more is 413 and names the limit', async () => {
    const most = 64 * 1024
    const fitting = `{"a":"${'x'.repeat(most - 8)}"}`
    expect(Buffer.byteLength(fitting)).toBe(most)
    for (const route of pages) {
      expect((await send(route, fitting)).status, route.name).not.toBe(413)
      expect(await send(route, `${fitting} `), route.name).toEqual({
        status: 413,
        code: 'too_large',
        message: 'body: too large; send at most 64 KB',
      })
    }
  })

  it('a shop’s order may be wide, its rows wider, and each names its own limit', async () => {
    const of = (name: string) => withBody.filter((route) => route.name === name)
    const [redeem] = of('redeemCoupon')
    const [orders] = of('ingestOrders')
    if (!redeem || !orders) throw new Error('there is no such route')
    const wide = `{"a":"${'x'.repeat(1024 * 1024)}"}`
    expect(await send(redeem, wide)).toMatchObject({
      status: 413,
      message: 'body: too large; send at most 1 MB',
    })
    expect((await send(orders, `["${'x'.repeat(1024 * 1024)}"]`)).status).toBe(200)
    expect(await send(orders, `["${'x'.repeat(16 * 1024 * 1024)}"]`)).toMatchObject({
      status: 413,
      message: 'body: too large; send at most 16 MB',
    })
  })

  it('broken HTTP and endless headers are answered in the one shape', async () => {
    await test.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = test.app.server.address() as AddressInfo
    const answerTo = async (text: string) => {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
      socket.write(text)
      await once(socket, 'close')
      return { head: answer.split('\r\n')[0], body: JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as object }
    }
    expect(await answerTo('NOT HTTP\r\n\r\n')).toEqual({
      head: 'HTTP/1.1 400 Bad Request',
      body: { code: 'invalid_input', message: 'request: is not valid HTTP' },
    })
    const endless = `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`
    expect(await answerTo(endless)).toMatchObject({
      head: 'HTTP/1.1 431 Request Header Fields Too Large',
      body: { code: 'too_large' },
    })
  })
})
