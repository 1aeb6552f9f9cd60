import { minimise } from '../numeric/nelder-mead.ts'
import type { SpendHistory, SpendParameters } from './spend-model.ts'
import { buildSpendTable, spendTableLogLikelihood } from './spend-table.ts'

export interface SpendFit {
  parameters: SpendParameters
  logLikelihood: number
  customers: number
}

const start = [Math.log(4), Math.log(3), Math.log(2)]
const largestLogarithm = 10

/**
 * Maximum-likelihood Gamma-Gamma parameters (v in the currency of the values) and the log-likelihood there. Customers
 * without a repeat purchase of positive value are left out; null when nobody remains. q = 1 + e^u keeps q above 1, so
 * that the mean order value exists. The search runs over logarithms, with values scaled by their mean.
 */
export function fitSpend(histories: readonly SpendHistory[]): SpendFit | null {
  const table = buildSpendTable(histories)
  if (table === null) return null
  const objective = (point: readonly number[]): number =>
    isInBounds(point) ? -spendTableLogLikelihood(table, parametersAt(point, table.meanValue)) : Infinity
  const first = minimise(objective, start, 0.5)
  const second = minimise(objective, first.point, 0.1)
  const parameters = parametersAt(second.point, table.meanValue)
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
