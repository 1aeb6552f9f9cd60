/** Where a digit begins: at `value`, or just above it when not `isInclusive`. */
export interface DigitEdge {
  value: number
  isInclusive: boolean
}

export type Digit = 1 | 2 | 3 | 4 | 5

const digitsAboveOne = [2, 3, 4, 5] as const

/**
 * Edges of the digits 2, 3, 4 and 5 in a population (not empty), so that one value can later be scored alone. They reproduce
 * the mid-rank 1 + floor(5 x (less + 0.5 x equal) / n), capped at 5, exactly for every value, in the population or not:
 * equal values get equal digits and the digit never falls when the value rises.
 */
export function digitEdgesOf(values: readonly number[]): DigitEdge[] {
  const ranks = rankDistinct(values)
  return digitsAboveOne.map((digit) => {
    const needed = (digit - 1) * values.length
    const reached = ranks.find((rank) => 5 * (rank.less + rank.equal) >= needed)
    return {
      value: reached?.value ?? Infinity,
      isInclusive: reached !== undefined && 5 * (reached.less + 0.5 * reached.equal) >= needed,
    }
  })
}

/** Digit 1 to 5 of one value: 1 + the number of edges reached. */
export function digitOf(value: number, edges: readonly DigitEdge[]): Digit {
  const reached = edges.filter(
    (edge) => value > edge.value || (edge.isInclusive && value === edge.value),
  ).length
  return digitsAboveOne[Math.min(reached, digitsAboveOne.length) - 1] ?? 1
}

function rankDistinct(values: readonly number[]): { value: number; less: number; equal: number }[] {
  const ranks: { value: number; less: number; equal: number }[] = []
  const sorted = [...values].sort((left, right) => left - right)
  sorted.forEach((value, less) => {
    const last = ranks[ranks.length - 1]
    if (last?.value === value) last.equal += 1
    else ranks.push({ value, less, equal: 1 })
  })
  return ranks
}
