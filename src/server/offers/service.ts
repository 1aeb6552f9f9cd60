import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { offerHeadline } from '../../domain/offers/describe.ts'
import { capsFor, judgeOffer } from '../../domain/offers/eligibility.ts'
import type { OfferVerdict } from '../../domain/offers/refusal.ts'
import { chooseOffer, type OfferDecision } from '../../domain/offers/ranking.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Facts } from '../facts/service.ts'
import { keepCartVersion, withCartOffer } from './cart/cart-offer.ts'
import { storeDecision } from './decisions.ts'
import type { JudgeForIssue } from './issue-verdict.ts'
import { type ContextNeeds, createOfferContexts, type OfferSurroundings } from './offer-context.ts'
import { publishedOffers } from './repository.ts'

export interface Decided extends OfferSurroundings {
  decision: OfferDecision
  decisionId: string
}

export interface Offers {
  /** Judges and ranks every published offer for a customer, stores the decision and answers it. */
  decide: (db: Database, customerId: string, userId: string, facts: CustomerFacts) => Promise<Decided>
  judgeForIssue: JudgeForIssue
  /** One offer for one customer now; null for an offer that is not in use. */
  judgeOne: (
    db: Database,
    input: { customerId: string; offerId: string; userId: string; asOf: number },
  ) => Promise<OfferVerdict | null>
}

export function createOffers(context: ServerContext, needs: ContextNeeds & { facts: Facts }): Offers {
  const surroundings = createOfferContexts(needs)

  async function decide(
    db: Database,
    customerId: string,
    userId: string,
    facts: CustomerFacts,
  ): Promise<Decided> {
    const published = await publishedOffers(db)
    const around = await surroundings(db, published, facts, { customerId, userId, asOf: facts.asOf })
    const offers = withCartOffer(published, facts, around.context)
    const decision = chooseOffer(offers, facts, around.context)
    const decisionId = await storeDecision(context, db, customerId, offers, facts, decision)
    return { ...around, decision, decisionId }
  }

  /** The offers that exist for the customer at this moment, and what they are judged by. */
  async function situation(
    db: Database,
    { customerId, userId, asOf }: { customerId: string; userId: string; asOf: number },
  ) {
    const published = await publishedOffers(db)
    const facts = await needs.facts.factsOf(db, customerId, asOf)
    const around = await surroundings(db, published, facts, { customerId, userId, asOf })
    return { facts, around, offers: withCartOffer(published, facts, around.context) }
  }

  const judgeForIssue: JudgeForIssue = async (trx, { customerId, offerId, userId, asOf }) => {
    const { facts, around, offers } = await situation(trx, { customerId, userId, asOf })
    const offer = offers.find((candidate) => candidate.offerId === offerId)
    if (!offer) {
      return { ok: false, refusals: [{ code: 'notOffered', ruleId: 'AUDIENCE', text: '这项优惠没有在用' }] }
    }
    const verdict = judgeOffer(offer, facts, around.context)
    if (!verdict.eligible) {
      return {
        ok: false,
        refusals: verdict.refusals.map(({ code, ruleId, text }) => ({ code, ruleId, text })),
      }
    }
    const decision = chooseOffer(offers, facts, around.context)
    await keepCartVersion(trx, offer, asOf)
    const { exceptionId } = verdict
    return {
      ok: true,
      offerId,
      offerVersionId: offer.offerVersionId,
      terms: offer.terms,
      headline: offerHeadline(offer.terms, verdict.resolvedRewards),
      rewards: verdict.resolvedRewards,
      costFen: verdict.costFen,
      expiresAt: verdict.expiresAt,
      decisionId: await storeDecision(context, trx, customerId, offers, facts, decision),
      ...(exceptionId === undefined ? {} : { exceptionId }),
      caps: {
        ltvFen: facts.ltv.totalFen,
        modelVersion: facts.ltv.modelVersion,
        capBaseFen: facts.capBaseFen,
        openAndRedeemed12mFen: around.context.openAndRedeemed12mFen,
        ...capsFor(offer.terms, facts, around.context),
      },
    }
  }

  return {
    decide,
    judgeForIssue,
    async judgeOne(db, { offerId, ...input }) {
      const { facts, around, offers } = await situation(db, input)
      const offer = offers.find((candidate) => candidate.offerId === offerId)
      return offer ? judgeOffer(offer, facts, around.context) : null
    },
  }
}
