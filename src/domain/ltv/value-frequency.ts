import type { SpendHistory } from './spend/spend-model.ts'

/**
 * Pearson correlation, -1 to 1, between x and the mean value of repeat buyers with a positive value. The Gamma-Gamma
 * model assumes none; above 0.3 its forecast is doubtful. Null when fewer than two remain or one axis does not vary.
 */
export function correlateValueWithFrequency(histories: readonly SpendHistory[]): number | null {
  const rows = histories.filter((history) => history.repeatDays > 0 && history.meanValue > 0)
  if (rows.length < 2) return null
  const meanCount = rows.reduce((sum, row) => sum + row.repeatDays, 0) / rows.length
  const meanValue = rows.reduce((sum, row) => sum + row.meanValue, 0) / rows.length
  let [together, counts, values] = [0, 0, 0]
  for (const row of rows) {
    together += (row.repeatDays - meanCount) * (row.meanValue - meanValue)
    counts += (row.repeatDays - meanCount) ** 2
    values += (row.meanValue - meanValue) ** 2
  }
  const spread = Math.sqrt(counts * values)
  return spread > 0 ? Math.max(-1, Math.min(1, together / spread)) : null
}
