import type { FastifyInstance } from 'fastify'
import { getChanges } from '../../contract/timeline.ts'
import type { ServerContext } from '../context.ts'
import type { Customers } from '../customers/service.ts'
import { type Gate, register } from '../http/register.ts'
import type { CouponsService } from './service.ts'

/** What the panel asks every few seconds while a coupon is live. */
export function changeRoutes(
  app: FastifyInstance,
  gate: Gate,
  {
    context,
    coupons,
    customers,
  }: {
    context: ServerContext
    coupons: Pick<CouponsService, 'changedSince'>
    customers: Pick<Customers, 'findForAdvisor'>
  },
): void {
  register(app, gate, getChanges, async ({ params, query, actor }) => {
    const { customerId } = await customers.findForAdvisor(params.externalUserId, actor.userId)
    const now = context.now()
    return { coupons: await coupons.changedSince(context.db, customerId, actor.userId, query.since), now }
  })
}
