import type { FastifyInstance, FastifyReply } from 'fastify'
import { getClaim, openClaim, optOutByClaim, takeClaim } from '../../contract/claims.ts'
import { optInByClaim } from '../../contract/privacy.ts'
import type { ServerContext } from '../context.ts'
import { type Gate, register } from '../http/register.ts'
import type { ClaimsService } from './service.ts'
import { apparentDevice, newDevice, rememberDevice, visitorOf } from './visitor.ts'

/** The link is a secret: nothing keeps it, passes it on or lists it. */
export function keepPrivate(reply: FastifyReply): void {
  reply.headers({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
}

export function claimRoutes(
  app: FastifyInstance,
  gate: Gate,
  claims: ClaimsService,
  context: ServerContext,
): void {
  register(app, gate, getClaim, async ({ params, request, reply }) => {
    keepPrivate(reply)
    return claims.read(params.token, visitorOf(request, context))
  })
  register(app, gate, openClaim, async ({ params, request, reply }) => {
    keepPrivate(reply)
    const visitor = visitorOf(request, context)
    const apparentHash = apparentDevice(request, context)
    if (visitor.deviceHash !== null)
      return claims.open(params.token, visitor, { deviceHash: visitor.deviceHash, apparentHash })
    const { device, deviceHash } = newDevice(context)
    const claim = await claims.open(params.token, visitor, { deviceHash, apparentHash })
    // The device has its name before it takes anything: if that answer gets lost, the next try is known to be the same.
    if (claim.view === 'open') rememberDevice(reply, context, device)
    return claim
  })
  register(app, gate, takeClaim, async ({ params, request, reply }) => {
    keepPrivate(reply)
    const visitor = visitorOf(request, context)
    if (visitor.deviceHash !== null) return claims.take(params.token, visitor, visitor.deviceHash)
    const { device, deviceHash } = newDevice(context)
    const claim = await claims.take(params.token, visitor, deviceHash)
    if (claim.view === 'claimed') rememberDevice(reply, context, device)
    return claim
  })
  register(app, gate, optOutByClaim, async ({ params, request, reply }) => {
    keepPrivate(reply)
    await claims.optOut(params.token, visitorOf(request, context))
    return { ok: true as const }
  })
  register(app, gate, optInByClaim, async ({ params, request, reply }) => {
    keepPrivate(reply)
    await claims.optIn(params.token, visitorOf(request, context))
    return { ok: true as const }
  })
}
