import { expectedSpendFen, repeatersForSpendModel } from './forecast.ts'
import type { ForecastBasis, LtvModel } from './ltv-model.ts'
import type { PurchaseSummary } from './purchase-summary.ts'
import { fitPurchases } from './purchases/fit-purchases.ts'
import { fitSpend, type SpendFit } from './spend/fit-spend.ts'
import type { SpendHistory } from './spend/spend-model.ts'
import { correlateValueWithFrequency } from './value-frequency.ts'

const largestMeanRatio = 2

/**
 * Fits MBG/NBD and Gamma-Gamma to the summaries of a store's buyers (customers without an order are not passed). They are
 * gone through some times, so that nobody need hold them all.
 * With no buyers the purchase parameters are the prior's centre, log-likelihood and means are 0 and `spend` is null.
 * `spend` is also null below 50 repeat buyers of positive value, and when the fitted mean p v / (q - 1) is more than
 * twice or less than half of the observed mean (a few wholesale orders can do that): then the store's mean is used.
 * Source: Batislam, Denizel & Filiztekin (2007); Fader & Hardie, note 025.
 */
export function fitLtvModel(
  summaries: Iterable<PurchaseSummary>,
  options: { version: string; asOfDay: number },
): LtvModel {
  const purchase = fitPurchases(summaries, 'mbg-nbd')
  const spenders = spendHistoriesOf(summaries)
  const spend = usableSpendFit(spenders)
  const { buyers, repeaters, meanOrderValueFen } = sumsOf(summaries)
  const basis: ForecastBasis = {
    purchase: purchase.parameters,
    repeaters,
    spend: spend?.parameters ?? null,
    storeMeanOrderValueFen: Math.round(meanOrderValueFen),
  }
  return {
    ...basis,
    kind: 'mbg-nbd',
    version: options.version,
    asOfDay: options.asOfDay,
    logLikelihood: purchase.logLikelihood,
    customers: buyers,
    spendLogLikelihood: spend?.logLikelihood ?? null,
    storeMeanLtvFen: Math.round(meanLtvFen(summaries, buyers, basis)),
    valueFrequencyCorrelation: correlateValueWithFrequency(spenders),
  }
}

/** Of the repeat buyers of positive value: the others tell nothing of what an order is worth. */
function spendHistoriesOf(summaries: Iterable<PurchaseSummary>): SpendHistory[] {
  const histories: SpendHistory[] = []
  for (const { repeatDays, meanRepeatValueFen } of summaries) {
    const meanValue = (meanRepeatValueFen ?? 0) / 100
    if (repeatDays > 0 && meanValue > 0) histories.push({ repeatDays, meanValue })
  }
  return histories
}

function usableSpendFit(usable: readonly SpendHistory[]): SpendFit | null {
  if (usable.length < repeatersForSpendModel) return null
  const fit = fitSpend(usable)
  if (fit === null) return null
  const observedMean = usable.reduce((sum, history) => sum + history.meanValue, 0) / usable.length
  const ratio = (fit.parameters.p * fit.parameters.v) / (fit.parameters.q - 1) / observedMean
  return ratio <= largestMeanRatio && ratio >= 1 / largestMeanRatio ? fit : null
}

function sumsOf(summaries: Iterable<PurchaseSummary>) {
  let [buyers, repeaters, days, netSpendFen] = [0, 0, 0, 0]
  for (const summary of summaries) {
    buyers += 1
    if (summary.repeatDays > 0) repeaters += 1
    days += summary.purchaseDays
    netSpendFen += summary.netSpendFen
  }
  return { buyers, repeaters, meanOrderValueFen: days === 0 ? 0 : netSpendFen / days }
}

function meanLtvFen(summaries: Iterable<PurchaseSummary>, buyers: number, basis: ForecastBasis): number {
  let total = 0
  for (const summary of summaries) total += summary.netSpendFen + expectedSpendFen(summary, basis)
  return buyers === 0 ? 0 : total / buyers
}
