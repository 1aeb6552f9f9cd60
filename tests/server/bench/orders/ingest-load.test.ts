import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ingestLoad } from '../../../../src/server/bench/orders/ingest-load.ts'

let server: Server | undefined
afterEach(() => {
  server?.close()
})

/** A shop's counterpart that takes every row after a moment, or refuses; tells how many it took. */
async function counterpart(status: number): Promise<{ port: number; taken: () => number }> {
  let taken = 0
  server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      const accepted = (JSON.parse(text) as unknown[]).length
      taken += accepted
      setTimeout(() => response.writeHead(status).end(JSON.stringify({ accepted })), 20)
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, taken: () => taken }
}

describe('the load on the ingest API', () => {
  it('counts what every one of its connections was told', async () => {
    const { port, taken } = await counterpart(200)
    const startedAt = performance.now()
    const perSecond = await ingestLoad({ port, key: 'k', customers: 50, seconds: 0.4 })
    const seconds = (performance.now() - startedAt) / 1000
    expect(taken()).toBeGreaterThan(2000)
    expect(perSecond * seconds).toBeGreaterThanOrEqual(taken() * 0.95)
    expect(perSecond * seconds).toBeLessThanOrEqual(taken() * 1.25)
  })

  it('is no figure where a request is refused', async () => {
    const { port } = await counterpart(429)
    await expect(ingestLoad({ port, key: 'k', customers: 50, seconds: 0.2 })).rejects.toThrow('429')
  })
})
