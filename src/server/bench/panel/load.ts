import { Connection } from './connection.ts'

/** The next thing to ask. */
export type NextQuestion = () => { path: string; headers: Record<string, string> }

export interface Load {
  port: number
  next: NextQuestion
  seconds: number
  connections: number
  /** Ends after so many answers, should that be sooner. */
  most?: number
}

export interface Measured {
  perSecond: number
  /** Milliseconds, ascending. */
  latencies: number[]
  failures: number
}

/** The value below which `share` of the ascending values lie; NaN of none. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN
}

function result(latencies: number[], failures: number, startedAt: number): Measured {
  const seconds = (performance.now() - startedAt) / 1000
  latencies.sort((one, other) => one - other)
  return { perSecond: latencies.length / seconds, latencies, failures }
}

/** Every connection asks again as soon as it is answered: what the server can do at most. */
export async function closedLoop({ port, next, seconds, connections, most }: Load): Promise<Measured> {
  const latencies: number[] = []
  let failures = 0
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000

  async function client(): Promise<void> {
    const connection = new Connection(port)
    while (performance.now() < until && latencies.length < (most ?? Infinity)) {
      const { path, headers } = next()
      const at = performance.now()
      const { status } = await connection.get(path, headers)
      latencies.push(performance.now() - at)
      if (status !== 200) failures += 1
    }
    connection.close()
  }

  await Promise.all(Array.from({ length: connections }, client))
  return result(latencies, failures, startedAt)
}

/**
 * Asks at a fixed rate whatever the answers do. Each latency counts from the instant at which the question was due, so that
 * a server that stalls is charged for all who had to wait.
 */
export async function openLoop({ port, next, seconds, connections, rate }: Load & { rate: number }) {
  const latencies: number[] = []
  let failures = 0
  const idle = Array.from({ length: connections }, () => new Connection(port))
  const all = [...idle]
  const startedAt = performance.now()
  const total = Math.round(rate * seconds)
  const due: number[] = []
  let asked = 0

  await new Promise<void>((resolve, reject) => {
    async function ask(connection: Connection, dueAt: number): Promise<void> {
      const { path, headers } = next()
      const { status } = await connection.get(path, headers)
      latencies.push(performance.now() - dueAt)
      if (status !== 200) failures += 1
      const waiting = due.shift()
      if (waiting !== undefined) return ask(connection, waiting)
      idle.push(connection)
      if (latencies.length === total) resolve()
    }
    const tick = setInterval(() => {
      const now = performance.now()
      for (; asked < total && startedAt + (asked * 1000) / rate <= now; asked += 1) {
        const dueAt = startedAt + (asked * 1000) / rate
        const connection = idle.pop()
        if (connection) ask(connection, dueAt).catch(reject)
        else due.push(dueAt)
      }
      if (asked === total) clearInterval(tick)
    }, 1)
  })
  for (const connection of all) connection.close()
  return result(latencies, failures, startedAt)
}
