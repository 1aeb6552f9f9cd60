import type { FastifyInstance } from 'fastify'
import { decideIdentity, listIdentityLinks, undoIdentityMerge } from '../../contract/identity.ts'
import { type Gate, register } from '../http/register.ts'
import type { Merges } from './merges/service.ts'

export function identityRoutes(app: FastifyInstance, gate: Gate, merges: Merges): void {
  register(app, gate, listIdentityLinks, async () => ({
    suggestions: await merges.suggestions(),
    merges: await merges.merges(),
  }))
  register(app, gate, decideIdentity, ({ params, body, actor }) =>
    merges.decide({ suggestionId: params.suggestionId, decision: body.decision, actor: actor.userId }),
  )
  register(app, gate, undoIdentityMerge, async ({ params, actor }) => {
    const { keptId, mergedId } = await merges.undo(params.mergeId, actor.userId)
    return { keptCustomerId: keptId, restoredCustomerId: mergedId }
  })
}
