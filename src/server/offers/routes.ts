import type { FastifyInstance } from 'fastify'
import type { Coupon } from '../../contract/coupons.ts'
import { listOffers } from '../../contract/offers.ts'
import { offerCaps } from '../../domain/offers/caps.ts'
import type { ServerContext } from '../context.ts'
import type { Customers } from '../customers/service.ts'
import type { Database } from '../db/connect.ts'
import type { Facts } from '../facts/service.ts'
import { type Gate, register } from '../http/register.ts'
import { exceptionsByOffer } from './exceptions/service.ts'
import { basisText, offerCard, refusedCard } from './offer-card.ts'
import type { Offers } from './service.ts'

interface Needs {
  context: ServerContext
  offers: Offers
  facts: Facts
  customers: Pick<Customers, 'findForAdvisor'>
  coupons: { listForCustomer: (db: Database, customerId: string, viewerUserId: string) => Promise<Coupon[]> }
}

/** Why nothing is on the list, said once for all offers. */
export function noOfferText(
  facts: { isOptedOut: boolean; isInHoldOut: boolean },
  eligible: number,
): string | null {
  if (facts.isOptedOut) return '客户已选择不再接收个性化优惠，服务照常'
  if (facts.isInHoldOut) return '对照组客户：照常服务，不发优惠'
  return eligible === 0 ? '现在没有适合的优惠，下面写明了原因' : null
}

export function offerRoutes(app: FastifyInstance, gate: Gate, needs: Needs): void {
  const { context, offers, facts: factsService, customers, coupons } = needs
  register(app, gate, listOffers, async ({ params, actor }) => {
    const { customerId } = await customers.findForAdvisor(params.externalUserId, actor.userId)
    const asOf = context.now()
    const facts = await factsService.factsOf(context.db, customerId, asOf)
    const decided = await offers.decide(context.db, customerId, actor.userId, facts)
    const exceptions = await exceptionsByOffer(context.db, customerId, asOf)
    const caps = offerCaps(
      {
        capBaseFen: facts.capBaseFen,
        openAndRedeemed12mFen: decided.context.openAndRedeemed12mFen,
        expectedBasketMarginFen: null,
      },
      decided.context.settings,
    )
    return {
      caps: {
        singleCapFen: caps.singleFen,
        yearCapLeftFen: caps.yearLeftFen,
        marginCapFen: caps.marginFen,
        basisText: basisText(facts, decided.context),
      },
      budgets: decided.budgets.map(({ scope, name, usedFen, limitFen }) => ({
        scope,
        name,
        usedFen,
        limitFen,
      })),
      eligible: decided.decision.ranked.map((ranked) => offerCard(ranked, facts, decided.context)),
      refused: decided.decision.refused.map((verdict) =>
        refusedCard(verdict, decided.decision.ranked, exceptions.get(verdict.offer.offerId) ?? null),
      ),
      sent: await coupons.listForCustomer(context.db, customerId, actor.userId),
      noOfferText: decided.declined
        ? `不建议发券：${decided.declined.join('；')}`
        : noOfferText(facts, decided.decision.ranked.length),
      decisionId: decided.decisionId,
      dataAt: asOf,
    }
  })
}
