import type { PurchaseSummary } from '../../domain/ltv/purchase-summary.ts'
import { fitPurchases } from '../../domain/ltv/purchases/fit-purchases.ts'
import type { PurchaseModelKind, PurchaseParameters } from '../../domain/ltv/purchases/purchase-model.ts'
import { buildPurchaseTable, tableLogLikelihood } from '../../domain/ltv/purchases/purchase-table.ts'
import { fitSpend } from '../../domain/ltv/spend/fit-spend.ts'
import type { ReferenceCheck } from './reference-check.ts'

const published = {
  'bg-nbd': { r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907, logLikelihood: -9582.4292 },
  'mbg-nbd': { r: 0.524843, alpha: 6.183086, a: 0.891359, b: 1.614002, logLikelihood: -9582.1357 },
}
const publishedSpend = { p: 6.24957, q: 3.74423, v: 15.44353 }
const publishedSpendLogLikelihood = -4055.9177

const totalsAtFixedParameters: [PurchaseParameters, number][] = [
  [{ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, -9582.430478],
  [{ r: 0.5, alpha: 6, a: 1.2, b: 3.3 }, -9783.444286],
]

/** Fits of the CDNOW sample (2,357 customers) against Fader & Hardie, BTYD, lifetimes and CLVTools. */
export function checkSample(summaries: readonly PurchaseSummary[]): ReferenceCheck[] {
  return [
    ...checkCounts(summaries),
    ...totalsAtFixedParameters.map(([parameters, expected]): ReferenceCheck => {
      const actual = tableLogLikelihood(buildPurchaseTable(summaries), parameters, 'bg-nbd')
      const what = `sample BG/NBD logL at ${Object.values(parameters).join(', ')}`
      return { what, expected, actual, tolerance: 1e-5, isRelative: false }
    }),
    ...checkPurchaseFit(summaries, 'bg-nbd'),
    ...checkPurchaseFit(summaries, 'mbg-nbd'),
    ...checkSpendFit(summaries),
  ]
}

function checkCounts(summaries: readonly PurchaseSummary[]): ReferenceCheck[] {
  const counts = {
    customers: [2357, summaries.length],
    repeaters: [946, summaries.filter((summary) => summary.repeatDays > 0).length],
    'repeat purchase days': [2457, summaries.reduce((sum, summary) => sum + summary.repeatDays, 0)],
    'distinct histories': [1016, buildPurchaseTable(summaries).rows.length],
  }
  return Object.entries(counts).map(([what, [expected = 0, actual = 0]]) => {
    return { what: `sample ${what}`, expected, actual, tolerance: 0, isRelative: false }
  })
}

function checkPurchaseFit(summaries: readonly PurchaseSummary[], kind: PurchaseModelKind): ReferenceCheck[] {
  const fit = fitPurchases(summaries, kind)
  return checkFit(`sample ${kind} fit`, published[kind], {
    ...fit.parameters,
    logLikelihood: fit.logLikelihood,
  })
}

function checkSpendFit(summaries: readonly PurchaseSummary[]): ReferenceCheck[] {
  const histories = summaries.map(({ repeatDays, meanRepeatValueFen }) => {
    return { repeatDays, meanValue: (meanRepeatValueFen ?? 0) / 100 }
  })
  const fit = fitSpend(histories)
  const expected = { ...publishedSpend, logLikelihood: publishedSpendLogLikelihood }
  return checkFit('sample gamma-gamma fit', expected, {
    ...fit?.parameters,
    logLikelihood: fit?.logLikelihood ?? Number.NaN,
  })
}

function checkFit(
  name: string,
  expected: Record<string, number>,
  actual: Record<string, number>,
): ReferenceCheck[] {
  return Object.entries(expected).map(([key, value]) => {
    const isRelative = key !== 'logLikelihood'
    const what = `${name}: ${isRelative ? key : 'logL'}`
    return { what, expected: value, actual: actual[key] ?? Number.NaN, tolerance: 1e-3, isRelative }
  })
}
