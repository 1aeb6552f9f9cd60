import type { LtvEstimate } from './ltv-estimate.ts'
import type { LtvModel } from './ltv-model.ts'

/**
 * Amount in fen, whole and never negative, of which the caps of an offer are a share. With orders it is the LTV total;
 * where that is 数据不足 the forecast counts 0, so the base is what the customer has already spent. Without an order it
 * is `conversionPrior` (0 to 1, the chance that a newcomer buys) x the store's mean LTV, rounded down.
 */
export function capBaseFen(estimate: LtvEstimate, model: LtvModel, conversionPrior: number): number {
  if (estimate.reason !== 'no-order') return Math.max(0, estimate.totalFen)
  return Math.max(0, Math.floor(Math.min(1, Math.max(0, conversionPrior)) * model.storeMeanLtvFen))
}
