import { Agent, createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'

const checkEveryMs = 50

export interface Balancer {
  origin: string
  /** Where requests go, by turns; each is asked for /readyz and gets none while it does not say 200. */
  serve: (origins: readonly string[]) => void
  isReady: (origin: string) => boolean
  close: () => Promise<void>
}

/** A round-robin proxy as small as one can be: it keeps its connections open and repeats nothing. */
export async function startBalancer(): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Map<string, boolean>()
  let turn = 0

  const server = createServer((incoming, outgoing) => {
    const origins = [...ready].filter(([, isReady]) => isReady).map(([origin]) => origin)
    const origin = origins[(turn += 1) % Math.max(1, origins.length)]
    if (origin === undefined) return void outgoing.writeHead(502).end('no process is ready')
    const { method, url, headers } = incoming
    const passed = ask(new URL(url ?? '/', origin), { method, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-served-by': origin })
      answer.pipe(outgoing)
    })
    passed.on('error', (error) => outgoing.writeHead(502).end(String(error)))
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  async function check(origin: string): Promise<void> {
    const answer = await fetch(`${origin}/readyz`).catch(() => null)
    await answer?.text()
    if (ready.has(origin)) ready.set(origin, answer?.status === 200)
  }
  const timer = setInterval(() => {
    for (const origin of ready.keys()) void check(origin)
  }, checkEveryMs)

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(origins) {
      for (const origin of origins) ready.set(origin, false)
    },
    isReady: (origin) => ready.get(origin) === true,
    async close() {
      clearInterval(timer)
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
