import type { FastifyRequest } from 'fastify'
import type { RouteName } from '../../../contract/paths.ts'
import { AppError } from '../app-error.ts'
import type { Gate } from '../register.ts'
import { type Allowance, createBuckets } from './buckets.ts'
import { clientAddress } from './client-address.ts'
import { failedAttemptOf } from './failed-attempt.ts'

export interface RateAllowances {
  /** Each session of a member. */
  session: Allowance
  /** Each shop key, for what it ingests; redemptions are not counted. */
  key: Allowance
  /** Failed attempts, each kind by itself: of a key, or of a client address where nobody is known. */
  failure: Allowance
}

/** A panel asks a few times for a customer and every four seconds while a coupon lives; a shop may send single events. */
export const rateAllowances: RateAllowances = {
  session: { burst: 300, perMinute: 600 },
  key: { burst: 600, perMinute: 6000 },
  failure: { burst: 20, perMinute: 10 },
}

type Admission = Pick<Gate, 'requireActor' | 'requireKey'>

export interface RateLimits {
  /** The same gate; a session or key that asks too often is told when to come again. */
  limited: (gate: Admission) => Admission
  /** Counts an answer that tells of a failed attempt; the milliseconds to wait where there were too many, otherwise 0. */
  countFailure: (request: FastifyRequest, status: number) => number
}

/** The refusal; the error handler turns its seconds into `Retry-After`. */
export function tooOften(waitMs: number): AppError {
  return new AppError('rate_limited', { details: { retryAfterSeconds: Math.ceil(waitMs / 1000) } })
}

/**
 * Sessions and keys have a bucket each, so that an office behind one address never shares one. Who fails too often gets
 * 429 in place of the failure; whoever is right gets through all the same, also from the same address and with the same
 * key: secrets have at least 60 random bits, and nobody can shut a colleague out by failing on purpose.
 */
export function createRateLimits(
  now: () => number,
  allowances: RateAllowances,
  /** Told of each refusal: what was guessed at, and from which key or address. */
  onRefused: (source: string) => void = () => undefined,
): RateLimits {
  const sessions = createBuckets(now, allowances.session)
  const keys = createBuckets(now, allowances.key)
  const failures = createBuckets(now, allowances.failure)
  const holders = new WeakMap<FastifyRequest, string>()

  const orRefuse = (waitMs: number) => {
    if (waitMs > 0) throw tooOften(waitMs)
  }

  return {
    limited: ({ requireActor, requireKey }) => ({
      async requireActor(request, reply) {
        const actor = await requireActor(request, reply)
        orRefuse(sessions.take(actor.sessionId))
        return actor
      },
      async requireKey(request, scope) {
        const holder = await requireKey(request, scope)
        const isCounted = holders.has(request)
        holders.set(request, holder.keyId)
        if (scope !== 'redeem' && !isCounted) orRefuse(keys.take(holder.keyId))
        return holder
      },
    }),
    countFailure(request, status) {
      const { url, config } = request.routeOptions
      const { contractRoute } = config as { contractRoute?: RouteName }
      const kind = failedAttemptOf({ url, contractRoute }, status)
      if (kind === null) return 0
      const source = `${kind} ${holders.get(request) ?? clientAddress(request.ip)}`
      const waitMs = failures.take(source)
      if (waitMs > 0) onRefused(source)
      return waitMs
    },
  }
}
