import { logGamma } from '../numeric/log-gamma.ts'
import type { SpendHistory, SpendParameters } from './spend-model.ts'

/** Repeat buyers of positive value, with the sums that the Gamma-Gamma likelihood needs only once. */
export interface SpendTable {
  rows: readonly SpendHistory[]
  customersByCount: ReadonlyMap<number, number>
  sumLogValue: number
  sumCountLogValue: number
  sumCountLogCount: number
  meanValue: number
}

/** Leaves out customers without a repeat purchase or without a positive mean value; null when nobody remains. */
export function buildSpendTable(histories: readonly SpendHistory[]): SpendTable | null {
  const rows = histories.filter((history) => history.repeatDays > 0 && history.meanValue > 0)
  if (rows.length === 0) return null
  const customersByCount = new Map<number, number>()
  let [sumLogValue, sumCountLogValue, sumCountLogCount, sumValue] = [0, 0, 0, 0]
  for (const { repeatDays, meanValue } of rows) {
    customersByCount.set(repeatDays, (customersByCount.get(repeatDays) ?? 0) + 1)
    sumLogValue += Math.log(meanValue)
    sumCountLogValue += repeatDays * Math.log(meanValue)
    sumCountLogCount += repeatDays * Math.log(repeatDays)
    sumValue += meanValue
  }
  const meanValue = sumValue / rows.length
  return { rows, customersByCount, sumLogValue, sumCountLogValue, sumCountLogCount, meanValue }
}

/** Sum of `spendLogLikelihood` over the rows, with the gamma functions taken once per number of repeat days. */
export function spendTableLogLikelihood(table: SpendTable, { p, q, v }: SpendParameters): number {
  let total = table.rows.length * (q * Math.log(v) - logGamma(q)) - table.sumLogValue
  total += p * (table.sumCountLogValue + table.sumCountLogCount)
  for (const [x, customers] of table.customersByCount) {
    total += customers * (logGamma(p * x + q) - logGamma(p * x))
  }
  for (const { repeatDays: x, meanValue } of table.rows) total -= (p * x + q) * Math.log(x * meanValue + v)
  return total
}
