import { expectedSpendFen, repeatersForSpendModel } from './forecast.ts'
import type { ForecastBasis, LtvModel } from './ltv-model.ts'
import type { PurchaseSummary } from './purchase-summary.ts'
import { fitPurchases } from './purchases/fit-purchases.ts'
import { fitSpend, type SpendFit } from './spend/fit-spend.ts'
import type { SpendHistory } from './spend/spend-model.ts'
import { correlateValueWithFrequency } from './value-frequency.ts'

const largestMeanRatio = 2

/**
 * Fits MBG/NBD and Gamma-Gamma to the summaries of a store's buyers (customers without an order are not passed).
 * With no buyers the purchase parameters are the prior's centre, log-likelihood and means are 0 and `spend` is null.
 * `spend` is also null below 50 repeat buyers of positive value, and when the fitted mean p v / (q - 1) is more than
 * twice or less than half of the observed mean (a few wholesale orders can do that): then the store's mean is used.
 * Source: Batislam, Denizel & Filiztekin (2007); Fader & Hardie, note 025.
 */
export function fitLtvModel(
  summaries: readonly PurchaseSummary[],
  options: { version: string; asOfDay: number },
): LtvModel {
  const purchase = fitPurchases(summaries, 'mbg-nbd')
  const histories = summaries.map(spendHistoryOf)
  const spend = usableSpendFit(histories)
  const basis: ForecastBasis = {
    purchase: purchase.parameters,
    repeaters: summaries.filter((summary) => summary.repeatDays > 0).length,
    spend: spend?.parameters ?? null,
    storeMeanOrderValueFen: Math.round(meanOrderValueFen(summaries)),
  }
  return {
    ...basis,
    kind: 'mbg-nbd',
    version: options.version,
    asOfDay: options.asOfDay,
    logLikelihood: purchase.logLikelihood,
    customers: summaries.length,
    spendLogLikelihood: spend?.logLikelihood ?? null,
    storeMeanLtvFen: Math.round(meanLtvFen(summaries, basis)),
    valueFrequencyCorrelation: correlateValueWithFrequency(histories),
  }
}

function spendHistoryOf(summary: PurchaseSummary): SpendHistory {
  return { repeatDays: summary.repeatDays, meanValue: (summary.meanRepeatValueFen ?? 0) / 100 }
}

function usableSpendFit(histories: readonly SpendHistory[]): SpendFit | null {
  const usable = histories.filter((history) => history.repeatDays > 0 && history.meanValue > 0)
  if (usable.length < repeatersForSpendModel) return null
  const fit = fitSpend(usable)
  if (fit === null) return null
  const observedMean = usable.reduce((sum, history) => sum + history.meanValue, 0) / usable.length
  const ratio = (fit.parameters.p * fit.parameters.v) / (fit.parameters.q - 1) / observedMean
  return ratio <= largestMeanRatio && ratio >= 1 / largestMeanRatio ? fit : null
}

function meanOrderValueFen(summaries: readonly PurchaseSummary[]): number {
  const days = summaries.reduce((sum, summary) => sum + summary.purchaseDays, 0)
  return days === 0 ? 0 : summaries.reduce((sum, summary) => sum + summary.netSpendFen, 0) / days
}

function meanLtvFen(summaries: readonly PurchaseSummary[], basis: ForecastBasis): number {
  if (summaries.length === 0) return 0
  const total = summaries.reduce(
    (sum, summary) => sum + summary.netSpendFen + expectedSpendFen(summary, basis),
    0,
  )
  return total / summaries.length
}
