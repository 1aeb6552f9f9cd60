import { Agent, request } from 'node:http'
import type { BenchCoupon } from './coupons.ts'
import { measure } from './raw-redeem.ts'

export interface RedeemTarget {
  /** One for each process. */
  ports: readonly number[]
  key: string
}

function redeem(agent: Agent, port: number, key: string, code: string, orderId: string): Promise<number> {
  const body = JSON.stringify({ code, orderId, orderAmountFen: 20_000 })
  return new Promise((resolve, reject) => {
    const asked = request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/coupons/redeem',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    asked.end(body)
  })
}

/** Tries one code with so many orders at the same time, spread over the processes; answers how often each status came. */
export async function attemptsOnOne(
  { ports, key }: RedeemTarget,
  code: string,
  attempts: number,
): Promise<Map<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: attempts })
  const statuses = new Map<number, number>()
  const attempt = async (_value: unknown, index: number) => {
    const port = ports[index % ports.length] ?? 0
    const status = await redeem(agent, port, key, code, `rival_${index}`)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  try {
    await Promise.all(Array.from({ length: attempts }, attempt))
    return statuses
  } finally {
    agent.destroy()
  }
}

/** Redeems different codes over so many connections; answers how many a second. */
export async function redeemDistinct(
  { ports, key }: RedeemTarget,
  coupons: readonly BenchCoupon[],
  seconds: number,
  connections: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let turn = 0
  try {
    return await measure(coupons, seconds, connections, async ({ code, orderId }) => {
      const port = ports[turn++ % ports.length] ?? 0
      const status = await redeem(agent, port, key, code, orderId)
      if (status !== 200) throw new Error(`a redemption answers ${status}`)
    })
  } finally {
    agent.destroy()
  }
}
