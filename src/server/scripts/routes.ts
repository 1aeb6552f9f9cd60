import type { FastifyInstance } from 'fastify'
import type { Coupon } from '../../contract/coupons.ts'
import { listScripts } from '../../contract/scripts.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { type Gate, register } from '../http/register.ts'
import type { Scripts, ScriptTalk } from './service.ts'

export interface ScriptRouteNeeds {
  context: ServerContext
  scripts: Scripts
  customers: {
    findForAdvisor: (
      externalUserId: string,
      userId: string,
    ) => Promise<{ customerId: string; customer: { memberTier: string | null }; follow: { remark: string } }>
  }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
  coupons: { listForCustomer: (db: Database, customerId: string, userId: string) => Promise<Coupon[]> }
}

/** The coupon that a script may name: the latest live one. */
export function couponInTalk(coupons: readonly Coupon[], asOf: number): ScriptTalk['coupon'] {
  const [live] = coupons
    .filter(({ state, expiresAt }) => liveCouponStates.includes(state) && expiresAt >= asOf)
    .sort((a, b) => b.issuedAt - a.issuedAt)
  return live ? { headline: live.headline, expiresAt: live.expiresAt } : null
}

export function scriptRoutes(app: FastifyInstance, gate: Gate, needs: ScriptRouteNeeds): void {
  const { db, now } = needs.context
  register(app, gate, listScripts, async ({ query, actor }) => {
    const { externalUserId, scene } = query
    if (externalUserId === undefined) return { scripts: await needs.scripts.list(actor.name, scene) }
    const { customerId, customer, follow } = await needs.customers.findForAdvisor(
      externalUserId,
      actor.userId,
    )
    const asOf = now()
    const facts = await needs.facts.factsOf(db, customerId, asOf)
    const coupons = await needs.coupons.listForCustomer(db, customerId, actor.userId)
    const talk = {
      customerId,
      facts,
      remark: follow.remark,
      memberTier: customer.memberTier,
      advisorName: actor.name,
      coupon: couponInTalk(coupons, asOf),
    }
    return { scripts: await needs.scripts.listFor(db, talk, scene) }
  })
}
