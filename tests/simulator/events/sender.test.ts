import { decrypt } from '@wecom/crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type CallbackRequest, carryByHttp } from '../../../src/simulator/events/callback-target.ts'
import { createEventSender } from '../../../src/simulator/events/sender.ts'
import type { Switches } from '../../../src/simulator/protocol/switches.ts'
import { own } from '../../server/callbacks/vectors.ts'

type Answer = (request: CallbackRequest) => Promise<{ status: number; body: string }>
const ok: Answer = async () => ({ status: 200, body: '' })

function open(answer: Answer = ok, delivery: Switches['eventDelivery'] = 'normal') {
  const clock = { at: 1_700_000_000_000 }
  const messages: string[] = []
  const sender = createEventSender({
    corp: { corpId: own.corpId, agentId: '1000002' },
    now: () => clock.at,
    randomToken: () => 'random',
    delivery: () => delivery,
    target: { url: 'http://127.0.0.1:1/wecom/callback', ...own },
    carry(request) {
      const encrypt = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(request.body ?? '')?.[1]
      if (encrypt !== undefined) messages.push(decrypt(own.aesKey, encrypt).message)
      return answer(request)
    },
    pauseMs: 1,
  })
  const emit = (id: string) => sender.emit({ Event: 'change_external_tag', ChangeType: 'create', Id: id })
  const ids = () => messages.map((message) => /<Id><!\[CDATA\[(.*?)\]\]>/.exec(message)?.[1])
  const times = () => messages.map((message) => Number(/<CreateTime>(\d+)</.exec(message)?.[1]))
  return { clock, sender, emit, ids, times, messages }
}

describe('sending events', () => {
  it('posts one event once when it is taken', async () => {
    const { sender, emit, messages } = open()
    emit('et-1')
    await sender.settled()
    expect(messages).toEqual([
      `<xml><ToUserName><![CDATA[${own.corpId}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_tag]]></Event><ChangeType><![CDATA[create]]></ChangeType><Id><![CDATA[et-1]]></Id></xml>`,
    ])
    expect(sender.deliveries()).toEqual([
      { name: 'change_external_tag.create', tries: 1, outcome: 'delivered', problem: '' },
    ])
  })

  it('tries three times and no more', async () => {
    let refusals = 2
    const recovers = open(async () => ({ status: (refusals -= 1) >= 0 ? 503 : 200, body: '' }))
    recovers.emit('et-1')
    await recovers.sender.settled()
    expect(recovers.sender.deliveries()).toMatchObject([{ tries: 3, outcome: 'delivered' }])

    const fails = open(() => Promise.reject(new Error('refused')))
    fails.emit('et-1')
    await fails.sender.settled()
    expect(fails.messages).toHaveLength(3)
    expect(fails.sender.deliveries()).toMatchObject([{ tries: 3, outcome: 'failed', problem: 'refused' }])
  })

  it('drops the connection after five seconds', async () => {
    let isFirst = true
    const { sender, emit } = open(async () => {
      if (isFirst) {
        isFirst = false
        return new Promise(() => undefined)
      }
      return { status: 200, body: '' }
    })
    const startedAt = performance.now()
    emit('et-1')
    await sender.settled()
    expect(performance.now() - startedAt).toBeGreaterThan(4900)
    expect(sender.deliveries()).toMatchObject([{ tries: 2, outcome: 'delivered' }])
  }, 10_000)

  it('doubles, drops, turns round and gathers as it is switched', async () => {
    const run = async (delivery: Switches['eventDelivery']) => {
      const desk = open(ok, delivery)
      for (const id of ['a', 'b', 'c']) {
        desk.emit(id)
        desk.clock.at += 1000
      }
      await desk.sender.settled()
      return desk
    }
    expect((await run('duplicate')).ids()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
    const dropped = await run('drop')
    expect(dropped.ids()).toEqual([])
    expect(dropped.sender.deliveries().map(({ outcome }) => outcome)).toEqual([
      'dropped',
      'dropped',
      'dropped',
    ])
    const reordered = await run('reorder')
    expect(reordered.ids()).toEqual(['c', 'b', 'a'])
    expect(reordered.times()).toEqual([1_700_000_002, 1_700_000_001, 1_700_000_000])
    const burst = await run('burst')
    expect(burst.ids()).toEqual(['a', 'b', 'c'])
    expect(new Set(burst.times()).size).toBe(1)
  })

  it('checks the address by echostr, within a second', async () => {
    const echo: Answer = async ({ url }) => {
      const encrypt = new URL(url).searchParams.get('echostr') ?? ''
      return { status: 200, body: decrypt(own.aesKey, encrypt).message }
    }
    expect(await open(echo).sender.verify()).toBe('')
    const quoted: Answer = async (request) => ({ status: 200, body: `"${(await echo(request)).body}"` })
    expect(await open(quoted).sender.verify()).toMatch(/bare text/)
    expect(await open(async () => ({ status: 403, body: '' })).sender.verify()).toBe('answered 403')
    expect(await open(() => new Promise(() => undefined)).sender.verify()).toMatch(/1000 ms/)
  })

  it('goes over HTTP, and follows no redirect', async () => {
    const requests: string[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      requests.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`)
      if (request.url === '/moved') response.writeHead(302, { location: '/a' })
      response.end('done')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const post = (path: string) => carryByHttp({ method: 'POST', url: origin + path, body: '<xml/>' })
    expect(await post('/a?b=c')).toEqual({ status: 200, body: 'done' })
    expect(requests).toEqual(['POST /a?b=c text/xml <xml/>'])
    await expect(post('/moved')).rejects.toThrow()
    expect(requests).toHaveLength(2)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
