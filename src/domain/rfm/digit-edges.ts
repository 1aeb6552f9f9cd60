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
export function digitEdgesOf(values: ArrayLike<number>): DigitEdge[] {
  const sorted = Float64Array.from(values).sort()
  const edges: DigitEdge[] = []
  for (let less = 0; less < sorted.length && edges.length < digitsAboveOne.length;) {
    const value = sorted[less] ?? Infinity
    let upTo = less + 1
    while (upTo < sorted.length && sorted[upTo] === value) upTo += 1
    for (const digit of digitsAboveOne.slice(edges.length)) {
      const needed = (digit - 1) * sorted.length
      if (5 * upTo < needed) break
      edges.push({ value, isInclusive: 5 * (less + 0.5 * (upTo - less)) >= needed })
    }
    less = upTo
  }
  return edges
}

/** Digit 1 to 5 of one value: 1 + the number of edges reached. */
export function digitOf(value: number, edges: readonly DigitEdge[]): Digit {
  const reached = edges.filter(
    (edge) => value > edge.value || (edge.isInclusive && value === edge.value),
  ).length
  return digitsAboveOne[Math.min(reached, digitsAboveOne.length) - 1] ?? 1
}
