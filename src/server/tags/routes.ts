import type { FastifyInstance } from 'fastify'
import { addTag, listTags, removeTag, restoreTag } from '../../contract/tags.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { type Actor, type Gate, register } from '../http/register.ts'
import type { TagEdit } from './manual-tags.ts'
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
  const { tags } = needs

  async function editOf(externalUserId: string, actor: Actor): Promise<TagEdit> {
    const { customerId } = await needs.customers.findForAdvisor(externalUserId, actor.userId)
    return { customerId, actor }
  }

  register(app, gate, listTags, async ({ params, actor }) => {
    const { customerId } = await needs.customers.findForAdvisor(params.externalUserId, actor.userId)
    const asOf = now()
    const facts = await needs.facts.factsOf(db, customerId, asOf)
    return {
      tags: await tags.tagsFor(db, customerId, actor.userId, { facts }, asOf),
      allowed: await tags.allowedGroups(db, customerId, actor.userId),
    }
  })
  register(app, gate, addTag, async ({ params, body, actor }) => ({
    tag: await tags.manual.add(await editOf(params.externalUserId, actor), body.name),
  }))
  register(app, gate, removeTag, async ({ params, actor }) =>
    tags.manual.remove(await editOf(params.externalUserId, actor), params.tagId),
  )
  register(app, gate, restoreTag, async ({ params, actor }) => ({
    tag: await tags.manual.restore(await editOf(params.externalUserId, actor), params.tagId),
  }))
}
