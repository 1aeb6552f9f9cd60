import type { FastifyInstance } from 'fastify'
import type { RateLimits } from '../http/limits/rate-limits.ts'
import { tooOften } from '../http/limits/rate-limits.ts'
import { bodyOf } from './errors.ts'

/** Turns one failed attempt too many into 429: JSON in the one error shape, a page with its own words. */
export function limitFailures(app: FastifyInstance, limits: Pick<RateLimits, 'countFailure'>): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const waitMs = limits.countFailure(request, reply.statusCode)
    if (waitMs === 0) return payload
    const { code, message, details } = tooOften(waitMs)
    reply.status(429).header('retry-after', String(Math.ceil(waitMs / 1000)))
    if (String(reply.getHeader('content-type')).includes('text/html')) return payload
    reply.type('application/json; charset=utf-8')
    return JSON.stringify(bodyOf(code, message, details))
  })
}
