import { minimise } from '../numeric/nelder-mead.ts'
import type { PurchaseHistory, PurchaseModelKind, PurchaseParameters } from './purchase-model.ts'
import { buildPurchaseTable, type PurchaseTable, tableLogLikelihood, thinned } from './purchase-table.ts'

export interface PurchaseFit {
  parameters: PurchaseParameters
  logLikelihood: number
  evaluations: number
}

/** From this many buyers on the fit is plain maximum likelihood; below it the weak prior is added. */
export const buyersWithoutPrior = 500

/** Beyond so many different histories the search begins with some of them. */
const rowsOfWholeSearch = 50_000
const rowsOfFirstSearch = 25_000
const roundsOfLastSearch = 80

const priorCentre = [0.5, 2, 1, 2].map(Math.log)
const shortestSpanWeeks = 13
const largestLogarithm = 12

/**
 * Maximum-likelihood parameters (alpha in weeks) and the unpenalised log-likelihood there.
 * The search runs over the logarithms of the parameters, with time scaled so that the longest observation is 10 units.
 * Below 500 buyers a weak prior, 1/2 x sum of (ln p - ln p0)^2 with p0 = (0.5, 2, 1, 2) in scaled time, keeps the fit
 * finite; with no buyers the result is p0 itself. A span under 13 weeks counts as 13 for the scaling, so that a
 * store a few days old does not extrapolate days of haste to a year. Likelihood: Fader, Hardie & Lee (2005); the prior
 * is ours: without it fits to fewer than about 200 buyers run off to a, b > 1e5. Beyond `wholeUpTo` different histories
 * (x, t_x, T) the search goes from `firstOf` of them, evenly spread, to all of them: the maximum is that of all.
 */
export function fitPurchases(
  histories: Iterable<PurchaseHistory>,
  kind: PurchaseModelKind,
  { wholeUpTo = rowsOfWholeSearch, firstOf = rowsOfFirstSearch } = {},
): PurchaseFit {
  const table = buildPurchaseTable(histories)
  const unitWeeks = table.observations.reduce((span, weeks) => Math.max(span, weeks), shortestSpanWeeks) / 10
  const buyers = table.countWeights.reduce((sum, customers) => sum + customers, 0)
  const priorWeight = buyers < buyersWithoutPrior ? 1 : 0
  const objectiveOf =
    (rows: PurchaseTable) =>
    (point: readonly number[]): number =>
      isInBounds(point)
        ? priorWeight * distanceFromPrior(point) -
          tableLogLikelihood(rows, parametersAt(point, unitWeeks), kind)
        : Infinity
  const isThinned = table.rows.length > wholeUpTo
  const coarse = objectiveOf(isThinned ? thinned(table, firstOf) : table)
  const first = minimise(coarse, priorCentre, 0.5)
  const second = minimise(coarse, first.point, 0.1)
  const last = isThinned ? minimise(objectiveOf(table), second.point, 0.02, roundsOfLastSearch) : second
  const parameters = parametersAt(last.point, unitWeeks)
  return {
    parameters,
    logLikelihood: tableLogLikelihood(table, parameters, kind),
    evaluations: first.evaluations + second.evaluations + (isThinned ? last.evaluations : 0),
  }
}

function parametersAt(point: readonly number[], unitWeeks: number): PurchaseParameters {
  const [r = 1, alpha = 1, a = 1, b = 1] = point.map(Math.exp)
  return { r, alpha: alpha * unitWeeks, a, b }
}

function isInBounds(point: readonly number[]): boolean {
  return point.every((logarithm) => Math.abs(logarithm) <= largestLogarithm)
}

function distanceFromPrior(point: readonly number[]): number {
  return point.reduce((sum, logarithm, axis) => sum + (logarithm - (priorCentre[axis] ?? 0)) ** 2, 0) / 2
}
