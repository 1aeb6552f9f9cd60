import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Connection } from '../../../../src/server/bench/panel/connection.ts'
import { closedLoop, openLoop, quantile } from '../../../../src/server/bench/panel/load.ts'

let server: Server
let port = 0
let asked = 0
/** How the next answers go. */
let delayMs = 0
let status = 200

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1
    const body = 'x'.repeat(200_000)
    setTimeout(() => {
      response.writeHead(status, { 'Content-Length': body.length })
      response.write(body.slice(0, 10))
      setTimeout(() => response.end(body.slice(10)), 1)
    }, delayMs)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const next = () => ({ path: '/', headers: {} })

describe('a share of ascending values', () => {
  it('is the value below which the share lies', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(quantile(values, 0.5)).toBe(51)
    expect(quantile(values, 0.99)).toBe(100)
    expect(quantile(values, 1)).toBe(100)
    expect(quantile([7], 0)).toBe(7)
    expect(quantile([], 0.5)).toBeNaN()
  })
})

describe('load on a server', () => {
  it('reads answers that come in pieces, one after the other on one connection', async () => {
    delayMs = 0
    const connection = new Connection(port)
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await connection.get('/')
      expect(answer.status).toBe(200)
      expect(answer.bytes).toBeGreaterThan(200_000)
    }
    connection.close()
  })

  it('counts what the closed loop got and what failed', async () => {
    delayMs = 10
    status = 503
    const { latencies, failures } = await closedLoop({ port, next, seconds: 0.3, connections: 2 })
    status = 200
    expect(latencies.length).toBeGreaterThan(1)
    expect(failures).toBe(latencies.length)
    expect(latencies[0]).toBeGreaterThanOrEqual(9)
  })

  it('charges a stall to everybody who was due meanwhile', async () => {
    delayMs = 60
    asked = 0
    const { latencies } = await openLoop({ port, next, seconds: 0.5, connections: 1, rate: 40 })
    expect(latencies).toHaveLength(20)
    expect(asked).toBe(20)
    // One connection serves some sixteen a second: the last of twenty due within half a second waits for more than half.
    expect(latencies[19]).toBeGreaterThan(500)
  })
})
