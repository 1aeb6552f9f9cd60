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

/** Listens and answers the address, or closes the app and says what to change. The first signal to stop lets running requests finish. */
export async function listenUntilStopped(app: FastifyInstance, place: Place): Promise<string> {
  const stop = () => {
    // A connection whose last answer went out after the signal would be kept alive for another minute.
    const reaper = setInterval(() => app.server.closeIdleConnections(), reapEveryMs)
    app
      .close()
      .catch((error: unknown) => app.log.error({ err: error }, 'stop failed'))
      .finally(() => clearInterval(reaper))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  try {
    return await app.listen({ port: place.port, host: place.host })
  } catch (error) {
    await app.close()
    const reason = explain(error, place)
    throw reason === undefined ? error : new CommandFailed(reason)
  }
}
