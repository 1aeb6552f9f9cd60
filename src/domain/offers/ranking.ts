import { firedRuleIds } from '../actions/fired-triggers.ts'
import { hesitatesOver } from '../actions/triggers/shopping.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import { yuan, type Fen } from '../money.ts'
import type { OfferContext } from './context.ts'
import { isPriceReward } from './describe.ts'
import { judgeOffer } from './eligibility.ts'
import type { Offer } from './offer.ts'
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

interface Ranking {
  fired: string[]
  isHesitant: boolean
}

/** Place of the offer's rule among those that call now; offers that nothing calls for come after all of them. */
function triggerPlace({ terms }: Offer, fired: readonly string[]): number {
  const place = terms.ruleId === undefined ? -1 : fired.indexOf(terms.ruleId)
  if (place >= 0) return place
  return terms.audience.some(({ kind }) => kind === 'boughtWithoutPartner') ? fired.length : fired.length + 1
}

function reasonsOf(offer: Omit<RankedOffer, 'rank' | 'reasons'>, ranking: Ranking): string[] {
  const { ruleId } = offer.offer.terms
  return [
    ...(offer.isTriggered ? [ruleId === undefined ? '现在正好用得上' : `规则${ruleId}现在适用`] : []),
    ...(ranking.isHesitant && !offer.isPrice ? ['犹豫型客户,不降价的优惠排前'] : []),
    ...(offer.isTrimmed ? ['最高减额已按上限调低'] : []),
    ...(offer.isMarginWarning ? [`占毛利${offer.marginSharePercent ?? 0}%,接近上限`] : []),
    `预计净收益${yuan(offer.expectedValueFen)}元,成本约${yuan(offer.costFen)}元`,
  ]
}

/**
 * Judges every offer and orders the eligible ones: those whose rule calls now before the rest; for a hesitant customer
 * (NBA-05) rewards that do not lower the price before those that do; then the rule's own rank, the higher expected
 * value, the lower cost, and at last the offer id. Independent of the order of `offers`, which is left unchanged.
 * The first is recommended whenever one is eligible (product.md 1).
 */
export function chooseOffer(
  offers: readonly Offer[],
  facts: CustomerFacts,
  context: OfferContext,
): OfferDecision {
  const fired = firedRuleIds(facts)
  const isHesitant = hesitatesOver(facts, context.settings.hesitantViews) !== null
  const verdicts = offers.map((offer) => judgeOffer(offer, facts, context))
  const ranked = verdicts
    .filter((verdict) => verdict.eligible)
    .map((verdict) => {
      const { terms } = verdict.offer
      const place = triggerPlace(verdict.offer, fired)
      const entry = {
        ...verdict,
        expectedValueFen: expectedValueFen(terms, verdict.costFen, context.cost),
        upliftPercent: upliftPercent(terms),
        isTriggered: place <= fired.length,
        isPrice: terms.rewards.some(({ kind }) => isPriceReward(kind)),
      }
      return { entry, place }
    })
    .sort(
      (a, b) =>
        Number(b.entry.isTriggered) - Number(a.entry.isTriggered) ||
        (isHesitant ? Number(a.entry.isPrice) - Number(b.entry.isPrice) : 0) ||
        a.place - b.place ||
        b.entry.expectedValueFen - a.entry.expectedValueFen ||
        a.entry.costFen - b.entry.costFen ||
        (a.entry.offer.offerId < b.entry.offer.offerId ? -1 : 1),
    )
    .map(({ entry }, index) => ({
      ...entry,
      rank: index + 1,
      reasons: reasonsOf(entry, { fired, isHesitant }),
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
