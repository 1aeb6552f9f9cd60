import { endOfLocalDay, hourMs } from '../calendar.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import { offerCaps, tightestCap, type OfferCaps } from './caps.ts'
import { unmetReason } from './conditions.ts'
import type { CostContext, OfferContext } from './context.ts'
import { isShareReward, rewardCostFen, worstCaseCostFen } from './cost.ts'
import { capsUnder, exceptionFor } from './exceptions/exception.ts'
import { fitToCap } from './fit.ts'
import { contactRefusals } from './guards/contact.ts'
import { repeatRefusals } from './guards/repeats.ts'
import { budgetRefusals, capRefusals } from './guards/spend.ts'
import { stockRefusals } from './guards/stock.ts'
import type { Offer, OfferTerms, Reward } from './offer.ts'
import type { OfferVerdict, Refusal } from './refusal.ts'
import { basketMarginFen } from './value.ts'

/**
 * When a coupon issued at `asOf` ends: the last millisecond in which it still redeems (C20; NBA-08 to 23:59:59 local).
 * An offer that names no time gets the hours of OFF-08, so that every coupon ends.
 */
export function couponExpiresAt(
  validity: OfferTerms['validity'],
  asOf: number,
  timeZone: string,
  rules: RuleOverrides = {},
): number {
  if (validity?.kind === 'endOfDay') return endOfLocalDay(asOf, timeZone)
  return asOf + (validity?.hours ?? ruleValue({ rules }, 'OFF-08', 'hours')) * hourMs
}

/** The caps of one offer for one customer now, in fen; inclusive. */
export function capsFor(terms: OfferTerms, facts: CustomerFacts, context: OfferContext): OfferCaps {
  return offerCaps(
    {
      capBaseFen: facts.capBaseFen,
      openAndRedeemed12mFen: context.openAndRedeemed12mFen,
      expectedBasketMarginFen: basketMarginFen(terms, context),
    },
    context.settings,
  )
}

function audienceRefusals(terms: OfferTerms, facts: CustomerFacts): Refusal[] {
  return terms.audience.flatMap((condition) => {
    const text = unmetReason(condition, facts)
    return text === null ? [] : [{ code: 'audience' as const, ruleId: terms.ruleId ?? 'AUDIENCE', text }]
  })
}

function marginShare(costFen: Fen, marginFen: Fen | null): number | null {
  if (marginFen === null || marginFen === 0) return null
  return Math.round((costFen / marginFen) * 1000) / 10
}

/** The rewards before any cap: a ceiling says what the offer may cost at worst, as it does once issued. */
function inFull(rewards: readonly Reward[], cost: CostContext): Reward[] {
  return rewards.map((reward) =>
    isShareReward(reward) ? { ...reward, maxDiscountFen: rewardCostFen(reward, cost) } : reward,
  )
}

/**
 * Whether the offer may go to the customer at `facts.asOf`: eligible, with what it would cost and bring, or refused
 * with every reason. Percent-like ceilings are first lowered to the caps; what cannot be lowered enough is judged, and
 * shown, at its full cost. An approved exception lifts OFF-01 up to its cost and nothing else. All bounds are inclusive.
 */
export function judgeOffer(offer: Offer, facts: CustomerFacts, context: OfferContext): OfferVerdict {
  const { terms } = offer
  const ownCaps = capsFor(terms, facts, context)
  const exception = exceptionFor(offer.offerId, facts.asOf, context)
  const caps = capsUnder(exception, ownCaps)
  const fit = fitToCap(
    terms.rewards,
    tightestCap(caps).capFen,
    context.cost,
    context.settings.usefulMinimumFen,
  )
  const judgedRewards = fit.fits ? fit.rewards : inFull(terms.rewards, context.cost)
  const costFen = worstCaseCostFen(judgedRewards, context.cost)
  const refusals = [
    ...contactRefusals(facts, context),
    ...audienceRefusals(terms, facts),
    ...capRefusals(costFen, caps, context),
    ...budgetRefusals(terms, costFen, context.budgets),
    ...repeatRefusals(offer, facts, context),
    ...stockRefusals(terms, context),
  ]
  const capFen = caps.singleFen
  if (!fit.fits || refusals.length > 0)
    return { eligible: false, offer, judgedRewards, costFen, capFen, refusals }
  return {
    eligible: true,
    offer,
    resolvedRewards: fit.rewards,
    isTrimmed: fit.isTrimmed,
    costFen,
    capFen,
    expiresAt: couponExpiresAt(terms.validity, facts.asOf, facts.timeZone, facts.rules),
    marginSharePercent: marginShare(costFen, basketMarginFen(terms, context)),
    isMarginWarning: caps.marginWarnFen !== null && costFen > caps.marginWarnFen,
    ...(exception !== null && costFen > ownCaps.singleFen ? { exceptionId: exception.exceptionId } : {}),
  }
}
