import { request, Agent } from 'node:http'
import { history } from './history.ts'

const rowsInRequest = 500
const connections = 4
/** More than any run sends. */
const endless = 10_000_000

export interface IngestTarget {
  port: number
  key: string
  customers: number
  seconds: number
}

function post(agent: Agent, { port, key }: IngestTarget, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/ingest/orders',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => {
        if (response.statusCode === 200) resolve((JSON.parse(text) as { accepted: number }).accepted)
        else reject(new Error(`ingest answers ${response.statusCode}: ${text.slice(0, 200)}`))
      })
    })
    asked.end(body)
  })
}

/** Sends new orders over a few connections for so many seconds; answers how many a second were accepted. */
export async function ingestLoad(target: IngestTarget): Promise<number> {
  const orders = history(endless, target.customers, 7)
  const nextBody = () => {
    const rows: unknown[] = []
    while (rows.length < rowsInRequest) rows.push(orders.next().value)
    return JSON.stringify(rows)
  }
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const startedAt = performance.now()
  const until = startedAt + target.seconds * 1000
  let accepted = 0
  async function client(): Promise<void> {
    while (performance.now() < until) {
      // `accepted += await …` would add to what it was before the answer, and lose what the other clients added meanwhile.
      const stored = await post(agent, target, nextBody())
      accepted += stored
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, client))
    return accepted / ((performance.now() - startedAt) / 1000)
  } finally {
    agent.destroy()
  }
}
