import { chiSquareTail } from './distributions/chi-square.ts'

export interface SampleRatio {
  chiSquare: number
  p: number
  /** p below 0.001 (exclusive): the assignment or the counting is broken and no result is to be trusted. */
  isMismatch: boolean
}

const mismatchBelow = 0.001

/**
 * Sample ratio mismatch: chi² = Σ (O − E)² / E of the variants' customers against the planned weights (all positive), with
 * one degree of freedom fewer than variants. Without customers nothing is mismatched.
 */
export function checkSampleRatio(counts: readonly number[], weights: readonly number[]): SampleRatio {
  const customers = counts.reduce((sum, count) => sum + count, 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (counts.length < 2 || customers === 0) return { chiSquare: 0, p: 1, isMismatch: false }
  const chiSquare = counts.reduce((sum, count, place) => {
    const expected = (customers * (weights[place] ?? 0)) / total
    return sum + (count - expected) ** 2 / expected
  }, 0)
  const p = chiSquareTail(chiSquare, counts.length - 1)
  return { chiSquare, p, isMismatch: p < mismatchBelow }
}
