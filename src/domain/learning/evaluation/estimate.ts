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
 * noise cancels. Source: decision.md 3.3.
 */
export function pairedDifference(first: readonly number[], second: readonly number[]): Estimate {
  return meanEstimate(first.map((score, place) => score - (second[place] ?? 0)))
}
