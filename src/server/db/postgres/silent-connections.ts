import type { EventEmitter } from 'node:events'
import { askServer, endLeftBehind, workedFor } from './ask-server.ts'
import { driverOf, type OpenAsker } from './driver.ts'

export interface Patience {
  /** Who hears nothing for so long while a statement runs is asked after. */
  silentMs: number
  /** The answer to that must come within this. */
  askMs: number
}

const usualPatience: Patience = { silentMs: 5000, askMs: 3000 }
const looksPerSilence = 5

interface Waiting {
  heardAt: number
  bytesRead: number
}

/**
 * A connection may break without a word, when a machine or a firewall in between goes: what waits on it would wait for a
 * quarter of an hour. A statement may take as long as it needs, so there is no time-out; instead the server is asked, over
 * a new connection, whether it works on what has been silent for long. If not, or if it can't be reached, the connection
 * ends with an error, and so do those at rest that were made before; what the server keeps of them, locks too, ends as soon
 * as it is reached. `pool` must have no connection yet.
 */
export function endSilentConnections(
  pool: EventEmitter & { ended: boolean },
  openAsker: OpenAsker,
  { silentMs, askMs }: Patience = usualPatience,
): void {
  const waiting = new Map<object, Waiting>()
  /** Since when. */
  const resting = new Map<object, number>()
  /** The server's processes of ended connections, and when those were ended. */
  const left = new Map<number, number>()
  let isAsking = false
  let timer: NodeJS.Timeout | null = null
  const pidOf = (client: object) => driverOf(client).processID ?? 0

  function end(client: object): void {
    left.set(pidOf(client), performance.now())
    const gone = new Error('the database stopped answering on this connection')
    driverOf(client).connection.stream.destroy(Object.assign(gone, { code: 'ETIMEDOUT' }))
  }

  /** Who has heard nothing for long; notes who did. */
  function silent(): [object, Waiting][] {
    const asOf = performance.now()
    return [...waiting].filter(([client, wait]) => {
      const { bytesRead } = driverOf(client).connection.stream
      if (bytesRead !== wait.bytesRead) Object.assign(wait, { bytesRead, heardAt: asOf })
      return asOf - wait.heardAt >= silentMs
    })
  }

  async function ask(pids: readonly number[]): Promise<Set<number> | null> {
    const behind = [...left.keys()]
    const secondsAgo = (performance.now() - Math.max(...left.values())) / 1000
    const word = await askServer(openAsker, askMs, async (asker) => {
      if (behind.length > 0) await endLeftBehind(asker, behind, secondsAgo)
      return workedFor(asker, pids)
    })
    if (word === 'away') return new Set()
    for (const pid of behind) left.delete(pid)
    return word === 'no word' ? null : word
  }

  async function look(): Promise<void> {
    if (pool.ended && timer) clearInterval(timer)
    const suspects = silent()
    if (isAsking || suspects.length + left.size === 0) return
    isAsking = true
    const alive = await ask(suspects.map(([client]) => pidOf(client))).finally(() => (isAsking = false))
    const still = new Set(silent().map(([, wait]) => wait))
    const dead = suspects.filter(([client, wait]) => alive && still.has(wait) && !alive.has(pidOf(client)))
    const silentSince = Math.min(...dead.map(([, { heardAt }]) => heardAt))
    for (const [client] of dead) end(client)
    for (const [client, since] of resting) if (dead.length > 0 && since <= silentSince) end(client)
  }

  pool.on('connect', (client: object) => {
    timer ??= setInterval(() => void look(), silentMs / looksPerSilence).unref()
    const driver = driverOf(client)
    const query = driver.query.bind(client)
    driver.query = (...given) => {
      const wait = { heardAt: performance.now(), bytesRead: driver.connection.stream.bytesRead }
      const asked = query(...given)
      if (!(asked instanceof Promise)) return asked
      waiting.set(client, wait)
      const settle = () => {
        if (waiting.get(client) === wait) waiting.delete(client)
      }
      asked.then(settle, settle)
      return asked
    }
  })
  pool.on('release', (_error: unknown, client: object) => resting.set(client, performance.now()))
  pool.on('acquire', (client: object) => resting.delete(client))
  pool.on('remove', (client: object) => {
    resting.delete(client)
    waiting.delete(client)
  })
}
