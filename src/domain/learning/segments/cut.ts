import type { BinnedFeature, LoggedExperiment } from '../evaluation/logged-experiment.ts'
import { addRow, combined, noSums, type RewardSums } from './reward-sums.ts'

/** Parts the rows by one feature: bins up to `bin` against the rest when it is ordered, that bin against the rest else. */
export interface Cut {
  feature: number
  bin: number
}

export interface CutSums {
  cut: Cut
  inside: RewardSums[]
  outside: RewardSums[]
}

export function isInside(features: readonly BinnedFeature[], { feature, bin }: Cut, row: number): boolean {
  const { bins, isOrdered } = features[feature] ?? { bins: [], isOrdered: false }
  const own = bins[row] ?? 0
  return isOrdered ? own <= bin : own === bin
}

/** The sums of both sides of every cut that is possible on these rows; `total` are the sums of all of them. */
export function cutSums(
  log: LoggedExperiment,
  rows: readonly number[],
  total: readonly RewardSums[],
): CutSums[] {
  return log.features.flatMap(({ bins, binCount, isOrdered }, feature) => {
    const byBin = Array.from({ length: binCount }, () => noSums(log.actionCount))
    for (const row of rows) addRow(byBin[bins[row] ?? 0] ?? [], log, row)
    let before = noSums(log.actionCount)
    return byBin.slice(0, isOrdered ? -1 : undefined).map((sums, bin) => {
      before = combined(before, sums)
      const inside = isOrdered ? before : sums
      return { cut: { feature, bin }, inside, outside: combined(total, inside, -1) }
    })
  })
}
