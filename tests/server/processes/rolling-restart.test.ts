import { Agent, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop, twoPorts } from './two-processes.ts'

interface Asked {
  status: number
  servedBy: string
  text: string
}

describe('a rolling restart behind a balancer', () => {
  let shop: Shop
  let ports: [number, number]
  beforeAll(async () => {
    shop = await openShop()
    ports = await twoPorts()
  })
  afterAll(() => shop.close())

  const drainSeconds = '1'

  it('fails no request under steady load, although each process is stopped and started', async () => {
    const { balancer } = shop
    const startAt = (port: number) => shop.start(port, '--drain', drainSeconds)
    const running = await Promise.all(ports.map(startAt))
    balancer.serve(running.map(({ at }) => at))
    const isReady = (at: string) => expect.poll(() => balancer.isReady(at), { timeout: 10_000 }).toBe(true)
    for (const { at } of running) await isReady(at)
    await shop.shop(balancer.origin, 'ingestOrders', shop.ordersOf(shop.people.slice(0, 3)))
    const cookie = await shop.signIn(balancer.origin, balancer.origin)

    const agent = new Agent({ keepAlive: true })
    const ask = (path: string, body?: object) =>
      new Promise<Asked>((resolve) => {
        const headers = { cookie, origin: balancer.origin, 'content-type': 'application/json' }
        const method = body === undefined ? 'GET' : 'POST'
        const sent = request(`${balancer.origin}${path}`, { method, headers, agent }, (answer) => {
          let text = ''
          answer.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              servedBy: String(answer.headers['x-served-by']),
              text,
            }),
          )
        })
        sent.on('error', (error) => resolve({ status: 0, servedBy: '', text: String(error) }))
        sent.end(body === undefined ? undefined : JSON.stringify(body))
      })
    const answers: Asked[] = []
    const over = new AbortController()
    const load = Array.from({ length: 4 }, async (_, lane) => {
      const customer = `/api/v1/customers/${encodeURIComponent(shop.people[lane % 3] ?? '')}`
      for (let turn = 0; !over.signal.aborted; turn += 1) {
        const isWrite = turn % 3 === 0
        answers.push(
          await (isWrite
            ? ask(`${customer}/asking`, { isAsking: true, about: 'price' })
            : ask(`${customer}/panel`)),
        )
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    })

    const seenBefore = answers.length
    for (const [index, before] of running.entries()) {
      const stopped = before.stop()
      await expect.poll(() => fetch(`${before.at}/readyz`).then(({ status }) => status)).toBe(503)
      // It says that it stops, and serves on.
      const still = await fetch(`${before.at}/healthz`)
      expect([still.status, still.headers.get('connection')]).toEqual([200, 'close'])
      await stopped
      running[index] = await startAt(ports[index] ?? 0)
      await isReady(before.at)
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    over.abort()
    await Promise.all(load)
    agent.destroy()

    expect(answers.length).toBeGreaterThan(seenBefore + 50)
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    expect(new Set(answers.map(({ servedBy }) => servedBy))).toEqual(new Set(running.map(({ at }) => at)))
    for (const { stop } of running) await stop()
  }, 120_000)
})
