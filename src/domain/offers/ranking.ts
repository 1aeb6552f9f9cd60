import { firedRuleIds } from '../actions/fired-triggers.ts'
import { hesitatesOver } from '../actions/triggers/shopping.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import type { Fen } from '../money.ts'
import { classReasons } from './classes/offer-class.ts'
import type { OfferContext } from './context.ts'
import { isPriceReward } from './describe.ts'
import { judgeOffer } from './eligibility.ts'
import type { Offer } from './offer.ts'
import { isSure, isWarrantyForDear } from './order/hints.ts'
import { rankReasons } from './order/reasons.ts'
import type { EligibleOffer, RefusedOffer } from './refusal.ts'
import { expectedValueFen, upliftPercent } from './value.ts'

/** An eligible offer with the numbers that gave it its place. */
export interface RankedOffer extends EligibleOffer {
  /** 1 = recommended. */
  rank: number
  expectedValueFen: Fen
  /** Percentage points of conversion that the offer adds, from priors. */
  upliftPercent: number
  /** Its rule calls for this customer now. */
  isTriggered: boolean
  isPrice: boolean
  /** Why it stands here, for the advisor. */
  reasons: string[]
}

export interface OfferDecision {
  recommended: RankedOffer | null
  /** The two that follow the recommended one. */
  alternatives: RankedOffer[]
  ranked: RankedOffer[]
  /** Sending nothing, worth 0 by definition, and the eligible offers that are worth less than that. */
  noOffer: { expectedValueFen: 0; betterThanOfferIds: string[] }
  /** Ordered by offer id. */
  refused: RefusedOffer[]
  firedRuleIds: string[]
}

/** Place of the offer's rule among those that call now; offers that nothing calls for come after all of them. */
function triggerPlace({ terms }: Offer, fired: readonly string[]): number {
  const place = terms.ruleId === undefined ? -1 : fired.indexOf(terms.ruleId)
  if (place >= 0) return place
  const isFollowOn = terms.audience.some(
    ({ kind }) => kind === 'boughtWithoutPartner' || kind === 'lacksPartner',
  )
  return isFollowOn ? fired.length : fired.length + 1
}

/**
 * Judges every offer and orders the eligible ones: those whose rule calls now before the rest; for a hesitant customer
 * (NBA-05) rewards that do not lower the price before those that do; then the rule's own rank, a warranty for a dear
 * thing (OFF-12), the higher expected value, the lower cost, what is sure (OFF-11), and at last the offer id. Independent of the order of `offers`, which is left unchanged.
 * The first is recommended whenever one is eligible.
 */
export function chooseOffer(
  offers: readonly Offer[],
  facts: CustomerFacts,
  context: OfferContext,
): OfferDecision {
  const fired = firedRuleIds(facts)
  const isHesitant = hesitatesOver(facts) !== null
  const verdicts = offers.map((offer) => judgeOffer(offer, facts, context))
  const ranked = verdicts
    .filter((verdict) => verdict.eligible)
    .map((verdict) => {
      const { terms } = verdict.offer
      const place = triggerPlace(verdict.offer, fired)
      // What is added to a spread object costs many times as much as what stands before it.
      const entry = {
        expectedValueFen: expectedValueFen(terms, verdict.costFen, context.cost),
        upliftPercent: upliftPercent(terms),
        isTriggered: place <= fired.length,
        isPrice: terms.rewards.some(({ kind }) => isPriceReward(kind)),
        ...verdict,
      }
      return { entry, place, isWarranty: isWarrantyForDear(terms, facts, context) }
    })
    .sort(
      (a, b) =>
        Number(b.entry.isTriggered) - Number(a.entry.isTriggered) ||
        (isHesitant ? Number(a.entry.isPrice) - Number(b.entry.isPrice) : 0) ||
        a.place - b.place ||
        Number(b.isWarranty) - Number(a.isWarranty) ||
        b.entry.expectedValueFen - a.entry.expectedValueFen ||
        a.entry.costFen - b.entry.costFen ||
        Number(isSure(b.entry.offer.terms)) - Number(isSure(a.entry.offer.terms)) ||
        (a.entry.offer.offerId < b.entry.offer.offerId ? -1 : 1),
    )
    .map(({ entry, isWarranty }, index) => ({
      rank: index + 1,
      reasons: rankReasons(entry, {
        isHesitant,
        isWarrantyForDear: isWarranty,
        classReasons: classReasons(entry.offer.terms, facts.capBaseFen, context.settings),
      }),
      ...entry,
    }))
  return {
    recommended: ranked[0] ?? null,
    alternatives: ranked.slice(1, 3),
    ranked,
    noOffer: {
      expectedValueFen: 0,
      betterThanOfferIds: ranked.filter((o) => o.expectedValueFen < 0).map((o) => o.offer.offerId),
    },
    refused: verdicts
      .filter((verdict) => !verdict.eligible)
      .sort((a, b) => (a.offer.offerId < b.offer.offerId ? -1 : 1)),
    firedRuleIds: fired,
  }
}
