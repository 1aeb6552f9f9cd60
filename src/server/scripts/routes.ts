import type { FastifyInstance } from 'fastify'
import type { Coupon } from '../../contract/coupons.ts'
import { changeOwnScript, listScripts, removeOwnScript, saveOwnScript } from '../../contract/scripts.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { type Gate, register } from '../http/register.ts'
import type { Scripts } from './service.ts'
import type { ScriptTalk } from './talk.ts'

export interface ScriptRouteNeeds {
  context: ServerContext
  scripts: Scripts
  customers: {
    findForAdvisor: (
      externalUserId: string,
      userId: string,
    ) => Promise<{
      customerId: string
      customer: { memberTier: string | null; assignmentKey: string }
      follow: { remark: string }
    }>
  }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
  offers: {
    decide: (
      db: Database,
      customerId: string,
      userId: string,
      facts: CustomerFacts,
    ) => Promise<{
      decision: { recommended: { offer: { terms: { name: string } }; expiresAt: number } | null }
    }>
  }
  coupons: { listForCustomer: (db: Database, customerId: string, userId: string) => Promise<Coupon[]> }
}

/** The latest live coupon. */
function liveCoupon(coupons: readonly Coupon[], asOf: number): ScriptTalk['coupon'] {
  const [live] = coupons
    .filter(({ state, expiresAt }) => liveCouponStates.includes(state) && expiresAt >= asOf)
    .sort((a, b) => b.issuedAt - a.issuedAt)
  return live ? { headline: live.headline, expiresAt: live.expiresAt } : null
}

export function scriptRoutes(app: FastifyInstance, gate: Gate, needs: ScriptRouteNeeds): void {
  const { db, now, log } = needs.context

  /** What a script may name: the live coupon, else the recommended offer. The library is there without either. */
  async function couponInTalk(customerId: string, userId: string, facts: CustomerFacts) {
    try {
      const coupons = await needs.coupons.listForCustomer(db, customerId, userId)
      const live = liveCoupon(coupons, facts.asOf)
      if (live) return live
      const best = (await needs.offers.decide(db, customerId, userId, facts)).decision.recommended
      return best ? { headline: best.offer.terms.name, expiresAt: best.expiresAt } : null
    } catch (error) {
      log.error({ err: error }, 'scripts are listed without an offer')
      return null
    }
  }

  register(app, gate, listScripts, async ({ query, actor }) => {
    const { externalUserId, scene } = query
    const words = await needs.scripts.words(db)
    const { userId } = actor
    const reader = { userId, scene }
    if (externalUserId === undefined) return { scripts: await needs.scripts.list(actor.name, reader), words }
    const { customerId, customer, follow } = await needs.customers.findForAdvisor(externalUserId, userId)
    const facts = await needs.facts.factsOf(db, customerId, now())
    const talk = {
      customerId,
      assignmentKey: customer.assignmentKey,
      facts,
      remark: follow.remark,
      memberTier: customer.memberTier,
      advisorName: actor.name,
      coupon: await couponInTalk(customerId, userId, facts),
    }
    return { scripts: await needs.scripts.listFor(db, talk, reader), words }
  })

  register(app, gate, saveOwnScript, ({ body, actor, settle }) =>
    needs.scripts.saveOwn(actor.userId, body, settle),
  )

  register(app, gate, changeOwnScript, ({ params, body, actor }) =>
    needs.scripts.changeOwn(actor.userId, params.scriptId, body),
  )

  register(app, gate, removeOwnScript, async ({ params, actor }) => {
    await needs.scripts.removeOwn(actor.userId, params.scriptId)
    return { ok: true as const }
  })
}
