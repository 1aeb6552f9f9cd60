import type { FastifyInstance } from 'fastify'
import { CommandFailed } from './terminal.ts'

const reapEveryMs = 100

interface Place {
  port: number
  host: string
  /** What the person at the terminal changes: `PORT` or `--port`. */
  portKey: string
  hostKey: string
}

/** Why nothing can listen there, and what to change; undefined for a failure that nobody expected. */
function explain(error: unknown, { port, host, portKey, hostKey }: Place): string | undefined {
  switch ((error as { code?: unknown } | null)?.code) {
    case 'EADDRINUSE':
      return `${portKey}: ${port} is taken; stop what runs there or set ${portKey} to another port`
    case 'EACCES':
      return `${portKey}: this user may not listen on ${port}; set ${portKey} to a port above 1023`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `${hostKey}: ${host} is no address of this machine; set ${hostKey} to 127.0.0.1 or 0.0.0.0`
    default:
      return undefined
  }
}

/** Told of the signal to stop while requests still come in. */
export interface Drain {
  ms: number
  begin: () => void
}

/** Waits out the drain; a second signal cuts it short, a third ends the process at once. */
function waitedOut(ms: number, signals: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      for (const signal of signals) process.off(signal, done)
      resolve()
    }
    for (const signal of signals) process.once(signal, done)
  })
}

/**
 * Listens and answers the address, or closes the app and says what to change. SIGTERM first makes the app say that it is
 * not ready, so that a balancer sends its requests elsewhere; then, or at once after Ctrl-C, nothing new is taken and
 * what runs is finished.
 */
export async function listenUntilStopped(
  app: FastifyInstance,
  place: Place,
  drain: Drain = { ms: 0, begin: () => undefined },
): Promise<string> {
  const close = () => {
    // A connection whose last answer went out after the signal would be kept alive for another minute.
    const reaper = setInterval(() => app.server.closeIdleConnections(), reapEveryMs)
    app
      .close()
      .catch((error: unknown) => app.log.error({ err: error }, 'stop failed'))
      .finally(() => clearInterval(reaper))
  }
  const stop = (signal: NodeJS.Signals) => {
    process.off('SIGTERM', stop)
    process.off('SIGINT', stop)
    drain.begin()
    if (signal === 'SIGINT' || drain.ms === 0) close()
    else void waitedOut(drain.ms, ['SIGTERM', 'SIGINT']).then(close)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  try {
    return await app.listen({ port: place.port, host: place.host })
  } catch (error) {
    await app.close()
    const reason = explain(error, place)
    throw reason === undefined ? error : new CommandFailed(reason)
  }
}
