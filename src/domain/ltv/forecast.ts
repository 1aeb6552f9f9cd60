import type { ForecastBasis } from './ltv-model.ts'
import type { PurchaseSummary } from './purchase-summary.ts'
import { expectedPurchases } from './purchases/expected-purchases.ts'
import { expectedOrderValue } from './spend/spend-model.ts'

/** Below this many repeat buyers the store's mean steadies the order value instead of the Gamma-Gamma model. */
export const repeatersForSpendModel = 50

const forecastMonths = 12
const weeksPerMonth = 365.25 / 12 / 7
const monthlyDiscount = 0.01
const storeMeanWeight = 3

/**
 * Expected net value of the next order in fen, not rounded, never negative: E[M] of the Gamma-Gamma model, or below
 * 50 repeat buyers (3 x store mean + x x own mean) / (3 + x) with the own mean over the repeat purchase days.
 */
export function expectedOrderValueFen(summary: PurchaseSummary, basis: ForecastBasis): number {
  const repeatDays = summary.repeatDays
  const ownMeanFen = Math.max(0, summary.meanRepeatValueFen ?? 0)
  if (basis.spend !== null && basis.repeaters >= repeatersForSpendModel) {
    return 100 * expectedOrderValue({ repeatDays, meanValue: ownMeanFen / 100 }, basis.spend)
  }
  const storeMeanFen = Math.max(0, basis.storeMeanOrderValueFen)
  return (storeMeanWeight * storeMeanFen + repeatDays * ownMeanFen) / (storeMeanWeight + repeatDays)
}

/** Expected number of purchase days in the next 12 months, not discounted. */
export function expectedOrdersNextYear(summary: PurchaseSummary, basis: ForecastBasis): number {
  return expectedPurchases(summary, basis.purchase, 'mbg-nbd', forecastMonths * weeksPerMonth)
}

/**
 * Expected net spend of the next 12 months in fen, not rounded: E[M] x sum over the months i of the purchases expected
 * in month i, divided by 1.01^i (1 % a month). Revenue, not margin. A month is 365.25 / 12 days.
 */
export function expectedSpendFen(summary: PurchaseSummary, basis: ForecastBasis): number {
  let discounted = 0
  let before = 0
  for (let month = 1; month <= forecastMonths; month += 1) {
    const until = expectedPurchases(summary, basis.purchase, 'mbg-nbd', month * weeksPerMonth)
    discounted += Math.max(0, until - before) / (1 + monthlyDiscount) ** month
    before = until
  }
  return expectedOrderValueFen(summary, basis) * discounted
}
