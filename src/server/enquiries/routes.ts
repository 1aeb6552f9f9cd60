import type { FastifyInstance } from 'fastify'
import type { CadenceMeter } from '../../contract/cadence.ts'
import { closeEnquiry, startEnquiry } from '../../contract/enquiries.ts'
import { listEscalations, settleEscalation } from '../../contract/escalations.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { type Gate, register } from '../http/register.ts'
import type { LeadQueue } from './lead-queue.ts'
import type { Enquiries } from './service.ts'

export interface EnquiryRouteNeeds {
  context: ServerContext
  enquiries: Enquiries
  leadQueue: LeadQueue
  touches: {
    meter: (
      db: Database,
      question: { customerId: string; userId: string; asOf: number },
    ) => Promise<CadenceMeter>
  }
}

export function enquiryRoutes(
  app: FastifyInstance,
  gate: Gate,
  { context, enquiries, leadQueue, touches }: EnquiryRouteNeeds,
): void {
  const { db, now } = context

  async function answer(customerId: string, userId: string) {
    const asOf = now()
    return {
      enquiries: await enquiries.list(customerId, asOf),
      cadence: await touches.meter(db, { customerId, userId, asOf }),
    }
  }

  register(app, gate, startEnquiry, async ({ params, body, actor: { userId } }) =>
    answer(await enquiries.start(params.externalUserId, userId, body.about), userId),
  )
  register(app, gate, closeEnquiry, async ({ params, body, actor: { userId } }) =>
    answer(await enquiries.close(params.externalUserId, userId, body), userId),
  )

  register(app, gate, listEscalations, async ({ actor }) => ({ escalations: await leadQueue.list(actor) }))
  register(app, gate, settleEscalation, ({ params, actor }) => leadQueue.settle(actor, params.escalationId))
}
