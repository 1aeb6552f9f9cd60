import { meanVariance, shrunkenMean, type RewardSums } from './reward-sums.ts'

/** What the arms bring for everybody; the segments shrink to it. */
export interface SegmentBasis {
  pooledMeans: readonly number[]
  kappa: number
  /** Fewest rows of every action on either side of a cut. */
  leastRows: number
}

/** The action with the highest mean; of equal ones the first. */
export function bestAction(means: readonly number[]): number {
  return means.reduce((best, mean, action) => (mean > (means[best] ?? -Infinity) ? action : best), 0)
}

export function segmentMeans(sums: readonly RewardSums[], { pooledMeans, kappa }: SegmentBasis): number[] {
  return sums.map((sum, action) => shrunkenMean(sum, pooledMeans[action] ?? 0, kappa))
}

/**
 * A lower bound, two standard errors below the estimate, of what it brings in total over the rows to choose the action
 * on each side of a cut instead of keeping one; −Infinity where a side is too small to say.
 */
export function boundedGain(sides: readonly RewardSums[][], keptAction: number, basis: SegmentBasis): number {
  let gain = 0
  let variance = 0
  for (const sums of sides) {
    if (sums.some(({ count }) => count < basis.leastRows)) return -Infinity
    const means = segmentMeans(sums, basis)
    const best = bestAction(means)
    if (best === keptAction) continue
    const rows = sums.reduce((total, { count }) => total + count, 0)
    gain += rows * ((means[best] ?? 0) - (means[keptAction] ?? 0))
    const variances = sums.map(meanVariance)
    variance += rows * rows * ((variances[best] ?? 0) + (variances[keptAction] ?? 0))
  }
  return gain - 2 * Math.sqrt(variance)
}
