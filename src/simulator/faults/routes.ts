import type { FastifyInstance } from 'fastify'
import type { Fault, PathLimit } from './board.ts'
import type { SimulatorState } from '../state/simulator-state.ts'

const longestDelayMs = 60_000

const kinds: Record<Exclude<keyof Fault, 'path'>, (value: unknown) => boolean> = {
  errcode: Number.isInteger,
  status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  body: (value) => typeof value === 'string',
  isHangUp: (value) => value === true,
  latencyMs: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longestDelayMs,
  times: (value) => Number.isInteger(value) && Number(value) > 0,
  isCarriedOut: (value) => typeof value === 'boolean',
}

function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false
  const { path, ...rest } = value as Record<string, unknown>
  const entries = Object.entries(rest)
  const ways = entries.filter(([name]) => ['errcode', 'status', 'body', 'isHangUp'].includes(name))
  return (
    typeof path === 'string' &&
    entries.length > 0 &&
    ways.length <= 1 &&
    entries.every(([name, given]) => name in kinds && kinds[name as keyof typeof kinds](given))
  )
}

const isCount = (value: unknown) => value === undefined || (Number.isInteger(value) && Number(value) >= 0)

function isLimit(value: unknown): value is PathLimit {
  if (typeof value !== 'object' || value === null) return false
  const { path, perMinute, atOnce, ...rest } = value as Record<string, unknown>
  return typeof path === 'string' && isCount(perMinute) && isCount(atOnce) && Object.keys(rest).length === 0
}

/** What tests ask of the server API itself: failures by path, limits, allowed addresses, and the calls that came in. */
export function registerFaults(app: FastifyInstance, { faults }: SimulatorState): void {
  app.post('/simulator/api/faults', async (request, reply) => {
    if (!isFault(request.body)) return reply.code(400).send({ refused: ['body'] })
    faults.add(request.body)
    return reply.code(204).send()
  })

  app.put('/simulator/api/limits', async (request, reply) => {
    if (!isLimit(request.body)) return reply.code(400).send({ refused: ['body'] })
    faults.limit(request.body)
    return reply.code(204).send()
  })

  app.put('/simulator/api/allowed-ips', async (request, reply) => {
    const { body } = request
    if (!Array.isArray(body)) return reply.code(400).send({ refused: ['body'] })
    faults.allowedIps = body.map(String)
    return reply.code(204).send()
  })

  app.delete('/simulator/api/faults', async (_request, reply) => {
    faults.clear()
    return reply.code(204).send()
  })

  app.get('/simulator/api/calls', async () => faults.counts())

  app.delete('/simulator/api/calls', async (_request, reply) => {
    faults.resetCounts()
    return reply.code(204).send()
  })
}
