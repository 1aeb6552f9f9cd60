import type { FastifyInstance } from 'fastify'
import type { Callbacks } from '../callbacks/service.ts'
import type { Gate } from '../http/register.ts'
import { type Queue, tellQueue } from './callbacks.ts'
import { isLocalRequest } from './local-request.ts'
import { measureProcess, registry } from './registry.ts'

const queueWithinMs = 2000

interface Needs {
  now: () => number
  callbacks: Pick<Callbacks, 'queue'>
}

/** A database that hangs must not hide the other figures. */
function soon(queue: Promise<Queue>): Promise<Queue | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), queueWithinMs)
  })
  return Promise.race([queue.catch(() => null), late]).finally(() => clearTimeout(timer))
}

/** `/metrics` for Prometheus: from this machine, or with a key of the scope `metrics`. */
export function serveMetrics(
  app: FastifyInstance,
  gate: Pick<Gate, 'requireKey'>,
  { now, callbacks }: Needs,
): void {
  measureProcess()
  app.get('/metrics', async (request, reply) => {
    if (!isLocalRequest(request)) await gate.requireKey(request, 'metrics')
    tellQueue(await soon(callbacks.queue()), now())
    reply.header('cache-control', 'no-store').type(registry.contentType)
    return registry.metrics()
  })
}
