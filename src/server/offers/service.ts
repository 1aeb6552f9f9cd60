import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { offerHeadline } from '../../domain/offers/describe.ts'
import { declinedReasons, followChoice } from '../../domain/offers/learning/follow-choice.ts'
import { unmetReason } from '../../domain/offers/conditions.ts'
import type { Offer } from '../../domain/offers/offer.ts'
import { capsFor, judgeOffer } from '../../domain/offers/eligibility.ts'
import type { OfferVerdict } from '../../domain/offers/refusal.ts'
import { chooseOffer, type OfferDecision } from '../../domain/offers/ranking.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Facts } from '../facts/service.ts'
import { hadNewcomerOffer } from '../identity/newcomers.ts'
import { keepCartVersion, withCartOffer } from './cart/cart-offer.ts'
import { type Settled, settleDecision } from './decisions.ts'
import type { JudgeForIssue } from './issue-verdict.ts'
import { createCounts } from './learning/counts.ts'
import { learnedFor } from './learning/learned.ts'
import { type ContextNeeds, createOfferContexts, type OfferSurroundings } from './offer-context.ts'
import { publishedOffers } from './repository.ts'

export interface Decided extends OfferSurroundings {
  decision: OfferDecision
  decisionId: string
  /** Set when something may be sent and the day's choice is to send nothing: why, with the numbers. */
  declined?: string[]
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

interface Situation {
  facts: CustomerFacts
  around: OfferSurroundings
  /** The store's offers. */
  published: readonly Offer[]
  /** They and the one made from the cart. */
  offers: readonly Offer[]
}

/** Whether a newcomers' offer would be for this customer: only then it matters whether the person had one. */
function isForNewcomer(offers: readonly Offer[], facts: CustomerFacts): boolean {
  return offers.some(
    ({ terms }) =>
      terms.isForNewcomers && terms.audience.every((condition) => unmetReason(condition, facts) === null),
  )
}

export function createOffers(context: ServerContext, needs: ContextNeeds & { facts: Facts }): Offers {
  const surroundings = createOfferContexts(needs)

  const counts = createCounts()

  function settle(
    db: Database,
    customerId: string,
    { facts, published, offers, around }: Situation,
    decision: OfferDecision,
  ): Promise<Settled> {
    const { learnFromCoupons } = around.settings
    const learned = async () => {
      const counted = await counts(db, facts.asOf, { learnFromCoupons, rules: facts.rules })
      return learnedFor(db, counted, { customerId, facts, decision, learnFromCoupons })
    }
    const input = { customerId, facts, context: around.context, decision, published, offers, learned }
    return settleDecision(context, db, input)
  }

  async function decide(
    db: Database,
    customerId: string,
    userId: string,
    facts: CustomerFacts,
  ): Promise<Decided> {
    const now = await situationOf(db, customerId, userId, facts)
    const { around, offers } = now
    const decision = chooseOffer(offers, facts, around.context)
    const { decisionId, choice } = await settle(db, customerId, now, decision)
    const isDeclined = choice.chosenOfferId === null && decision.ranked.length > 0
    const names = Object.fromEntries(
      decision.ranked.map(({ offer, resolvedRewards }) => [
        offer.offerId,
        offerHeadline(offer.terms, resolvedRewards),
      ]),
    )
    return {
      ...around,
      decision: followChoice(decision, choice.chosenOfferId),
      decisionId,
      ...(isDeclined ? { declined: declinedReasons(choice.arms, names) } : {}),
    }
  }

  /** The offers that exist for the customer at this moment, and what they are judged by. */
  async function situationOf(
    db: Database,
    customerId: string,
    userId: string,
    facts: CustomerFacts,
  ): Promise<Situation> {
    const published = await publishedOffers(db)
    const around = await surroundings(db, published, facts, { customerId, userId, asOf: facts.asOf })
    if (isForNewcomer(published, facts) && (await hadNewcomerOffer(db, context, customerId)))
      around.context.hadNewcomerOffer = true
    return { facts, around, published, offers: withCartOffer(published, facts, around.context) }
  }

  async function situation(
    db: Database,
    { customerId, userId, asOf }: { customerId: string; userId: string; asOf: number },
  ): Promise<Situation> {
    return situationOf(db, customerId, userId, await needs.facts.factsOf(db, customerId, asOf))
  }

  const judgeForIssue: JudgeForIssue = async (trx, { customerId, offerId, userId, asOf }) => {
    const now = await situation(trx, { customerId, userId, asOf })
    const { facts, around, offers } = now
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
    const { decisionId, choice } = await settle(trx, customerId, now, decision)
    return {
      ok: true,
      offerId,
      offerVersionId: offer.offerVersionId,
      terms: offer.terms,
      headline: offerHeadline(offer.terms, verdict.resolvedRewards),
      rewards: verdict.resolvedRewards,
      costFen: verdict.costFen,
      expiresAt: verdict.expiresAt,
      decisionId,
      ...(exceptionId === undefined ? {} : { exceptionId }),
      caps: {
        ltvFen: facts.ltv.totalFen,
        modelVersion: facts.ltv.modelVersion,
        capBaseFen: facts.capBaseFen,
        openAndRedeemed12mFen: around.context.openAndRedeemed12mFen,
        ...capsFor(offer.terms, facts, around.context),
        advice: { offerId: choice.chosenOfferId, isOverridden: choice.chosenOfferId !== offerId },
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
