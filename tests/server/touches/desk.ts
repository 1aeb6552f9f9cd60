import Fastify, { type FastifyInstance } from 'fastify'
import type { Coupon } from '../../../src/contract/coupons.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { createCustomers } from '../../../src/server/customers/service.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import { createOnce } from '../../../src/server/http/idempotency.ts'
import type { Actor, Gate } from '../../../src/server/http/register.ts'
import { createMembers } from '../../../src/server/members/service.ts'
import { handleErrors } from '../../../src/server/plugins/errors.ts'
import { noteRoutes } from '../../../src/server/notes/routes.ts'
import { createNotes } from '../../../src/server/notes/service.ts'
import { reminderRoutes } from '../../../src/server/reminders/routes.ts'
import { createReminders } from '../../../src/server/reminders/service.ts'
import { createScriptLibrary } from '../../../src/server/scripts/library.ts'
import { scriptRoutes } from '../../../src/server/scripts/routes.ts'
import { createScripts } from '../../../src/server/scripts/service.ts'
import { tagRoutes } from '../../../src/server/tags/routes.ts'
import { createTags } from '../../../src/server/tags/service.ts'
import { timelineRoutes } from '../../../src/server/timeline/routes.ts'
import { unsentWelcomes } from '../../../src/server/welcome/unsent.ts'
import { createTimeline } from '../../../src/server/timeline/service.ts'
import { touchRoutes } from '../../../src/server/touches/routes.ts'
import { createTouches } from '../../../src/server/touches/service.ts'
import { WecomRefused } from '../../../src/server/wecom/answer.ts'
import { sampleFacts } from '../../domain/customers/sample-facts.ts'
import { shopSide } from '../ingest/shop-side.ts'

/** 2026-03-18 20:00 in Shanghai, a Wednesday within golden hours. */
export const deskNow = Date.UTC(2026, 2, 18, 12, 0)

/**
 * The advisor's side of the server on one database, without the wiring around it: `clock.now` moves, `known` is what the
 * rules know of every customer, `issued` the coupons and
 * `recommended` the best offer. WeCom knows nobody that the database does not.
 */
export function deskSide(db: Database) {
  const shop = shopSide(db)
  const clock = { now: deskNow }
  const known: { facts: Partial<CustomerFacts> } = { facts: {} }
  const issued: Coupon[] = []
  const context = { ...shop.context, now: () => clock.now }
  const members = createMembers(context)
  const customers = createCustomers(context, {
    rights: { reachedThrough: async (userId, followerIds) => followerIds.filter((id) => id === userId) },
    client: {
      get: () => Promise.reject(new WecomRefused('externalcontact/get', 84061)),
      post: () => Promise.reject(new WecomRefused('externalcontact/remark', 84061)),
      agentTicket: () => Promise.resolve('ticket'),
      corpTicket: () => Promise.resolve('ticket'),
    },
    linkExternalContacts: () => Promise.reject(new Error('WeCom knows nobody here')),
  })
  const facts = {
    factsOf: async (_db: Database, _customerId: string, asOf: number) =>
      sampleFacts({ asOf, ...known.facts }),
  }
  const coupons = { listForCustomer: async () => issued }
  const recommended: { offer: { offer: { terms: { name: string } }; expiresAt: number } | null } = {
    offer: null,
  }
  const offers = { decide: async () => ({ decision: { recommended: recommended.offer } }) }
  const { orders, events, products } = shop
  const library = createScriptLibrary()
  const touches = createTouches(context, { customers, facts, library })
  const scripts = createScripts(context, { library, touches, products, facts })
  const tags = createTags(context, { customers, events, products })
  const needs = { customers, facts, coupons, members, library, touches, tags, orders, events, products }
  const reminders = createReminders(context, { customers, members, touches })
  const notes = createNotes(context, { customers })
  const timeline = createTimeline(context, { ...needs, reminders, notes, unsentWelcomes })
  return { ...needs, reminders, notes, offers, recommended, context, clock, known, issued, scripts, timeline }
}

export type Desk = ReturnType<typeof deskSide>

function actor(userId: string): Actor {
  return { userId, name: userId === 'lin' ? '林晓' : '赵宁', role: 'advisor', sessionId: `session-${userId}` }
}

/** The advisor's routes; the header `x-user` says who is signed in. */
export async function deskApp(desk: Desk): Promise<FastifyInstance> {
  const gate: Gate = {
    async requireActor(request) {
      const userId = request.headers['x-user']
      if (typeof userId !== 'string') throw new AppError('unauthenticated')
      return actor(userId)
    },
    requireKey: () => Promise.reject(new AppError('bad_key')),
    once: createOnce(desk.context),
    checksResponses: true,
  }
  const app = Fastify()
  handleErrors(app)
  touchRoutes(app, gate, desk)
  scriptRoutes(app, gate, desk)
  tagRoutes(app, gate, desk)
  timelineRoutes(app, gate, desk)
  reminderRoutes(app, gate, desk.reminders)
  noteRoutes(app, gate, desk.notes)
  await app.ready()
  return app
}
