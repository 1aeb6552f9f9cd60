import type { FastifyInstance } from 'fastify'
import { getSession, getSignature, logout, type Session } from '../../contract/session.ts'
import type { ServerContext } from '../context.ts'
import { type Actor, type Gate, register } from '../http/register.ts'
import { readSettings } from '../settings/service.ts'
import { appFailure } from '../wecom/app-failure.ts'
import type { PageSignatures } from '../wecom/page-signature.ts'
import type { Sessions } from './session.ts'

/** Who is signed in, as the app sees it. */
export async function describeSession(context: ServerContext, actor: Actor): Promise<Session> {
  const { corpId, agentId } = context.config.wecom
  const { storeName } = await readSettings(context)
  const { userId, name, role } = actor
  return { userId, name, role, corpId, agentId, storeName, timeZone: context.config.timeZone }
}

export function sessionRoutes(
  app: FastifyInstance,
  gate: Gate,
  needs: { context: ServerContext; sessions: Sessions; signatures: PageSignatures },
): void {
  register(app, gate, getSession, ({ actor }) => describeSession(needs.context, actor))
  register(app, gate, logout, async ({ request, reply }) => {
    await needs.sessions.end(request, reply)
    return { ok: true as const }
  })
  register(app, gate, getSignature, async ({ query }) => {
    try {
      return await needs.signatures.sign(query.kind, query.url, query.refused)
    } catch (error) {
      throw appFailure(error)
    }
  })
}
