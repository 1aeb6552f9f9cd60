import { percentOfFen, type Fen } from '../money.ts'
import type { CostContext, OfferContext } from './context.ts'
import type { OfferTerms, Reward } from './offer.ts'

function spendNeededFen(reward: Reward, context: OfferContext): Fen {
  if (reward.kind === 'ladder') {
    const largest = Math.max(0, ...reward.steps.map((step) => step.amountFen))
    return Math.min(...reward.steps.filter((s) => s.amountFen === largest).map((s) => s.minSpendFen))
  }
  if (reward.kind === 'bundle') {
    const prices = reward.skus.flatMap((sku) => context.products[sku]?.priceFen ?? [])
    return prices.length === 0 ? 0 : reward.pick * Math.min(...prices)
  }
  return 0
}

/** The basket in which the worst case of an offer occurs: the expected basket, or the spend that the offer demands if that is more. In fen. */
export function offerBasketFen(terms: OfferTerms, context: OfferContext): Fen {
  return Math.max(
    context.cost.expectedBasketFen,
    terms.minSpendFen,
    ...terms.rewards.map((reward) => spendNeededFen(reward, context)),
  )
}

/** Gross margin in percent: of the offer's own products where each has a known cost, else the store's; null when unknown. */
export function offerMarginPercent(terms: OfferTerms, context: OfferContext): number | null {
  let priceFen = 0
  let costFen = 0
  for (const sku of terms.skus) {
    const product = context.products[sku]
    if (!product || product.costFen === null) return context.cost.marginPercent
    priceFen += product.priceFen
    costFen += product.costFen
  }
  if (priceFen <= 0) return context.cost.marginPercent
  return Math.max(0, (100 * (priceFen - costFen)) / priceFen)
}

/** OFF-05's denominator: gross margin of the offer's basket in fen, or null where margins are unknown. */
export function basketMarginFen(terms: OfferTerms, context: OfferContext): Fen | null {
  const percent = offerMarginPercent(terms, context)
  return percent === null ? null : percentOfFen(offerBasketFen(terms, context), percent)
}

/** Difference in the chance to buy that the offer makes, in percentage points; from the priors kept on the offer. */
export function upliftPercent(terms: OfferTerms): number {
  return Math.round((terms.expectedRedemption - terms.baselineConversion) * 1000) / 10
}

/**
 * What sending is worth against sending nothing, in fen:
 * margin × E[M] × (p_go − p_g0) − p_go × cost. No offer is worth 0. Where no cost is known the assumed margin counts.
 */
export function expectedValueFen(terms: OfferTerms, costFen: Fen, context: CostContext): Fen {
  const margin = (context.marginPercent ?? context.assumedMarginPercent) / 100
  const gained = margin * context.expectedBasketFen * (terms.expectedRedemption - terms.baselineConversion)
  return Math.round(gained - terms.expectedRedemption * costFen)
}
