import type { FastifyInstance } from 'fastify'
import { listTags } from '../../contract/panel.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { type Gate, register } from '../http/register.ts'
import type { Tags } from './service.ts'

export interface TagRouteNeeds {
  context: ServerContext
  tags: Tags
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
  }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
}

export function tagRoutes(app: FastifyInstance, gate: Gate, needs: TagRouteNeeds): void {
  const { db, now } = needs.context
  register(app, gate, listTags, async ({ params, actor }) => {
    const { customerId } = await needs.customers.findForAdvisor(params.externalUserId, actor.userId)
    const asOf = now()
    const facts = await needs.facts.factsOf(db, customerId, asOf)
    return { tags: await needs.tags.tagsFor(db, customerId, actor.userId, facts, asOf) }
  })
}
