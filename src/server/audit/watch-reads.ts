import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import type { Actor, Gate } from '../http/register.ts'
import type { Reads } from './reads.ts'

/** Polls of a panel that is open: its reading was noted when it opened. */
const polled: readonly string[] = ['getChanges']

declare module 'fastify' {
  interface FastifyContextConfig {
    contractRoute?: string
  }
}

/**
 * Every answered GET below `/customers/:externalUserId` is noted as a read by its member. Answers the gate's question of
 * who asks, so that the member need not be looked up again.
 */
export function watchReads(
  app: FastifyInstance,
  { now }: Pick<ServerContext, 'now'>,
  reads: Reads,
  requireActor: Gate['requireActor'],
): Gate['requireActor'] {
  const actors = new WeakMap<FastifyRequest, Actor>()

  app.addHook('onResponse', async (request, reply) => {
    const actor = actors.get(request)
    const { externalUserId } = request.params as { externalUserId?: unknown }
    const { contractRoute } = request.routeOptions.config
    if (!actor || request.method !== 'GET' || reply.statusCode !== 200) return
    if (typeof externalUserId !== 'string' || contractRoute === undefined) return
    if (polled.includes(contractRoute)) return
    reads.note({ actor: actor.userId, externalUserId, route: contractRoute, at: now() })
  })
  app.addHook('onClose', () => reads.close())

  return async (request, reply) => {
    const actor = await requireActor(request, reply)
    actors.set(request, actor)
    return actor
  }
}
