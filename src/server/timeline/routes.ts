import type { FastifyInstance } from 'fastify'
import { getTimeline } from '../../contract/timeline.ts'
import { type Gate, register } from '../http/register.ts'
import type { ShownFollow } from './relation-items.ts'
import type { Timeline } from './service.ts'

export interface TimelineRouteNeeds {
  timeline: Timeline
  customers: {
    findForAdvisor: (
      externalUserId: string,
      userId: string,
    ) => Promise<{
      customerId: string
      customer: { birthday: string | null; optedOutAt: number | null }
      follows: readonly ShownFollow[]
    }>
  }
}

export function timelineRoutes(app: FastifyInstance, gate: Gate, needs: TimelineRouteNeeds): void {
  register(app, gate, getTimeline, async ({ params, query, actor }) => {
    const viewerUserId = actor.userId
    const followed = await needs.customers.findForAdvisor(params.externalUserId, viewerUserId)
    const { customerId, customer, follows } = followed
    const { birthday, optedOutAt } = customer
    return needs.timeline.read({ customerId, birthday, optedOutAt, follows, viewerUserId }, query.before)
  })
}
