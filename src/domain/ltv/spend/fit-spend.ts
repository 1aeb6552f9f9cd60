import { minimise } from '../numeric/nelder-mead.ts'
import type { SpendHistory, SpendParameters } from './spend-model.ts'
import { buildSpendTable, type SpendTable, spendTableLogLikelihood } from './spend-table.ts'

export interface SpendFit {
  parameters: SpendParameters
  logLikelihood: number
  customers: number
}

/** Beyond so many customers the search begins with some of them. */
const rowsOfWholeSearch = 50_000
const rowsOfFirstSearch = 25_000
const roundsOfLastSearch = 80

const start = [Math.log(4), Math.log(3), Math.log(2)]
const largestLogarithm = 10

/**
 * Maximum-likelihood Gamma-Gamma parameters (v in the currency of the values) and the log-likelihood there. Customers
 * without a repeat purchase of positive value are left out; null when nobody remains. q = 1 + e^u keeps q above 1, so
 * that the mean order value exists. The search runs over logarithms, with values scaled by their mean. Beyond `wholeUpTo`
 * customers it goes from `firstOf` of them, evenly spread, to all of them: the maximum is that of all.
 */
export function fitSpend(
  histories: readonly SpendHistory[],
  { wholeUpTo = rowsOfWholeSearch, firstOf = rowsOfFirstSearch } = {},
): SpendFit | null {
  const table = buildSpendTable(histories)
  if (table === null) return null
  const { meanValue } = table
  const objectiveOf =
    (rows: SpendTable) =>
    (point: readonly number[]): number =>
      isInBounds(point) ? -spendTableLogLikelihood(rows, parametersAt(point, meanValue)) : Infinity
  const every = table.rows.length > wholeUpTo ? Math.ceil(table.rows.length / firstOf) : 1
  const some = every === 1 ? table : buildSpendTable(table.rows.filter((_row, place) => place % every === 0))
  const coarse = objectiveOf(some ?? table)
  const first = minimise(coarse, start, 0.5)
  const second = minimise(coarse, first.point, 0.1)
  const last = every === 1 ? second : minimise(objectiveOf(table), second.point, 0.02, roundsOfLastSearch)
  const parameters = parametersAt(last.point, meanValue)
  return {
    parameters,
    logLikelihood: spendTableLogLikelihood(table, parameters),
    customers: table.rows.length,
  }
}

function isInBounds(point: readonly number[]): boolean {
  return point.every((logarithm) => Math.abs(logarithm) <= largestLogarithm)
}

function parametersAt(point: readonly number[], scale: number): SpendParameters {
  const [p = 1, aboveOne = 1, v = 1] = point.map(Math.exp)
  return { p, q: 1 + aboveOne, v: v * scale }
}
