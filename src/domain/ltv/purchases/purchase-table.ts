import {
  countLogLikelihood,
  logAddExp,
  logLeavingOdds,
  type PurchaseHistory,
  type PurchaseModelKind,
  type PurchaseParameters,
} from './purchase-model.ts'

interface Row {
  count: number
  recency: number
  observed: number
  customers: number
}

/** Buyers merged by equal (x, t_x, T). `rows` hold positions in the lists of distinct values and a weight. */
export interface PurchaseTable {
  counts: readonly number[]
  countWeights: readonly number[]
  recencies: readonly number[]
  observations: readonly number[]
  rows: readonly Row[]
}

/**
 * Merges equal histories, so that a fit costs the number of different ones, not the number of customers. They are gone through
 * twice.
 */
export function buildPurchaseTable(histories: Iterable<PurchaseHistory>): PurchaseTable {
  const counts = new Map<number, number>()
  const recencies = new Map<number, number>()
  const observations = new Map<number, number>()
  for (const { repeatDays, recencyWeeks, observedWeeks } of histories) {
    if (!counts.has(repeatDays)) counts.set(repeatDays, counts.size)
    if (!recencies.has(recencyWeeks)) recencies.set(recencyWeeks, recencies.size)
    if (!observations.has(observedWeeks)) observations.set(observedWeeks, observations.size)
  }
  const countWeights = Array.from(counts.keys(), () => 0)
  const rows = new Map<number, Row>()
  for (const history of histories) {
    const count = counts.get(history.repeatDays) ?? 0
    const recency = recencies.get(history.recencyWeeks) ?? 0
    const observed = observations.get(history.observedWeeks) ?? 0
    const key = (count * recencies.size + recency) * observations.size + observed
    const row = rows.get(key)
    if (row) row.customers += 1
    else rows.set(key, { count, recency, observed, customers: 1 })
    countWeights[count] = (countWeights[count] ?? 0) + 1
  }
  return {
    counts: [...counts.keys()],
    countWeights,
    recencies: [...recencies.keys()],
    observations: [...observations.keys()],
    rows: [...rows.values()],
  }
}

/** At most `mostRows` of the rows, evenly spread over the table, with their weights: what a first search needs of many. */
export function thinned(table: PurchaseTable, mostRows: number): PurchaseTable {
  const every = Math.ceil(table.rows.length / mostRows)
  const rows = table.rows.filter((_row, place) => place % every === 0)
  const countWeights = table.counts.map(() => 0)
  for (const { count, customers } of rows) countWeights[count] = (countWeights[count] ?? 0) + customers
  return { ...table, rows, countWeights }
}

/** Total log-likelihood of the table in weeks; 0 for an empty one. The logarithms are taken once per distinct value. */
export function tableLogLikelihood(
  table: PurchaseTable,
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
): number {
  const { r, alpha } = parameters
  const odds = table.counts.map((x) => logLeavingOdds(x, parameters, kind))
  const logRecency = table.recencies.map((weeks) => Math.log(alpha + weeks))
  const logObserved = table.observations.map((weeks) => Math.log(alpha + weeks))
  let total = 0
  table.counts.forEach((x, position) => {
    total += (table.countWeights[position] ?? 0) * countLogLikelihood(x, parameters, kind)
  })
  for (const { count, recency, observed, customers } of table.rows) {
    const shape = r + (table.counts[count] ?? 0)
    const stays = -shape * (logObserved[observed] ?? 0)
    const left = (odds[count] ?? 0) - shape * (logRecency[recency] ?? 0)
    total += customers * logAddExp(stays, left)
  }
  return total
}
