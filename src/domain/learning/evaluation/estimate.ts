export interface Estimate {
  value: number
  standardError: number
}

/** Mean and sd / √n of values; NaN for both without values, standard error 0 for one. */
export function meanEstimate(values: readonly number[]): Estimate {
  const count = values.length
  const value = values.reduce((sum, entry) => sum + entry, 0) / count
  const squares = values.reduce((sum, entry) => sum + (entry - value) ** 2, 0)
  return { value, standardError: Math.sqrt(squares / Math.max(1, count - 1) / count) }
}

/**
 * Mean difference of two policies' scores on the same rows, first − second, and its standard error; the rows' common
 * noise cancels.
 */
export function pairedDifference(first: readonly number[], second: readonly number[]): Estimate {
  return meanEstimate(first.map((score, place) => score - (second[place] ?? 0)))
}

/**
 * Mean of values and its standard error when values of one unit are not independent: √(C/(C − 1) · Σ_c (Σ_{i in c} (v_i −
 * mean))²) / n over C units. With one value a unit it is `meanEstimate`. Source: Liang & Zeger (1986).
 */
export function clusteredEstimate(values: readonly number[], units: readonly number[]): Estimate {
  const { value } = meanEstimate(values)
  const sums = new Map<number, number>()
  values.forEach((entry, place) => {
    const unit = units[place] ?? -1
    sums.set(unit, (sums.get(unit) ?? 0) + entry - value)
  })
  const squares = [...sums.values()].reduce((total, sum) => total + sum * sum, 0)
  const correction = sums.size / Math.max(1, sums.size - 1)
  return { value, standardError: Math.sqrt(correction * squares) / values.length }
}
