import type { LoggedExperiment } from '../evaluation/logged-experiment.ts'

/** Weighted moments of the rewards of one action in one group of rows; a row's weight is 1 / its propensity. */
export interface RewardSums {
  count: number
  w: number
  wr: number
  ww: number
  wwr: number
  wwrr: number
}

export const noRewards = (): RewardSums => ({ count: 0, w: 0, wr: 0, ww: 0, wwr: 0, wwrr: 0 })

export const noSums = (actionCount: number): RewardSums[] => Array.from({ length: actionCount }, noRewards)

/** Adds one row to the sums of its action. */
export function addRow(sums: readonly RewardSums[], log: LoggedExperiment, row: number): void {
  const target = sums[log.actions[row] ?? 0]
  if (!target) return
  const w = 1 / (log.propensities[row] ?? 1)
  const r = log.rewards[row] ?? 0
  target.count += 1
  target.w += w
  target.wr += w * r
  target.ww += w * w
  target.wwr += w * w * r
  target.wwrr += w * w * r * r
}

export function sumRows(log: LoggedExperiment, rows: readonly number[]): RewardSums[] {
  const sums = noSums(log.actionCount)
  for (const row of rows) addRow(sums, log, row)
  return sums
}

/** Left plus right, action by action; `sign` −1 takes the right away. */
export function combined(
  left: readonly RewardSums[],
  right: readonly RewardSums[],
  sign: 1 | -1 = 1,
): RewardSums[] {
  return left.map((sum, action) => {
    const other = right[action] ?? noRewards()
    return {
      count: sum.count + sign * other.count,
      w: sum.w + sign * other.w,
      wr: sum.wr + sign * other.wr,
      ww: sum.ww + sign * other.ww,
      wwr: sum.wwr + sign * other.wwr,
      wwrr: sum.wwrr + sign * other.wwrr,
    }
  })
}

/** The weighted mean Σwr / Σw; 0 without rows. */
export function meanReward({ w, wr }: RewardSums): number {
  return w > 0 ? wr / w : 0
}

/** Sampling variance of that mean, Σw²(r − mean)² / (Σw)², with the n / (n − 1) of a sample; Infinity below two rows. */
export function meanVariance(sums: RewardSums): number {
  if (sums.count < 2) return Infinity
  const mean = meanReward(sums)
  const spread = Math.max(0, sums.wwrr - 2 * mean * sums.wwr + mean * mean * sums.ww)
  return ((spread / sums.w ** 2) * sums.count) / (sums.count - 1)
}

/**
 * The mean drawn towards `towards` as if `kappa` rows had shown that value; weighted rows count by their effective
 * number (Σw)² / Σw².
 */
export function shrunkenMean(sums: RewardSums, towards: number, kappa: number): number {
  const effective = sums.ww > 0 ? sums.w ** 2 / sums.ww : 0
  return (kappa * towards + effective * meanReward(sums)) / (kappa + effective)
}
