import type { BinnedFeature, LoggedExperiment } from '../evaluation/logged-experiment.ts'
import { isInside, cutSums, type Cut } from './cut.ts'
import { bestAction, boundedGain, segmentMeans, type SegmentBasis } from './cut-gain.ts'
import { meanReward, sumRows, type RewardSums } from './reward-sums.ts'

/** A leaf is a segment with the shrunken mean net reward of each action. */
export type SegmentTree =
  { kind: 'segment'; means: number[] } | { kind: 'cut'; cut: Cut; inside: SegmentTree; outside: SegmentTree }

export interface SegmentOptions {
  kappa: number
  maxSegments: number
  leastRows: number
}

export const defaultSegments: SegmentOptions = { kappa: 10, maxSegments: 8, leastRows: 20 }

interface Growing {
  rows: readonly number[]
  sums: RewardSums[]
  best: { cut: Cut; gain: number } | null
  sides: { inside: Growing; outside: Growing } | null
}

/**
 * Few segments between which the best action differs: time and again the cut with the largest gain that is certain by two
 * standard errors is made, until `maxSegments` or none is left. Every mean is shrunken to that of all rows.
 */
export function growSegments(
  log: LoggedExperiment,
  rows: readonly number[],
  options: SegmentOptions = defaultSegments,
): SegmentTree {
  const total = sumRows(log, rows)
  const basis: SegmentBasis = { ...options, pooledMeans: total.map(meanReward) }
  const root = prepared(log, rows, total, basis)
  const leaves = [root]
  while (leaves.length < options.maxSegments) {
    const next = leaves.reduce((best, leaf) =>
      (leaf.best?.gain ?? 0) > (best.best?.gain ?? 0) ? leaf : best,
    )
    if (next.best === null) break
    const { cut } = next.best
    const [inside, outside] = [true, false].map((side) => {
      const part = next.rows.filter((row) => isInside(log.features, cut, row) === side)
      return prepared(log, part, sumRows(log, part), basis)
    })
    if (!inside || !outside) break
    next.sides = { inside, outside }
    leaves.splice(leaves.indexOf(next), 1, inside, outside)
  }
  return grown(root, basis)
}

/** The segment means of a row: what each action is expected to bring. */
export function meansOf(
  tree: SegmentTree,
  features: readonly BinnedFeature[],
  row: number,
): readonly number[] {
  let node = tree
  while (node.kind === 'cut') node = isInside(features, node.cut, row) ? node.inside : node.outside
  return node.means
}

export function countSegments(tree: SegmentTree): number {
  return tree.kind === 'segment' ? 1 : countSegments(tree.inside) + countSegments(tree.outside)
}

function prepared(
  log: LoggedExperiment,
  rows: readonly number[],
  sums: RewardSums[],
  basis: SegmentBasis,
): Growing {
  const kept = bestAction(segmentMeans(sums, basis))
  let best: Growing['best'] = null
  for (const { cut, inside, outside } of cutSums(log, rows, sums)) {
    const gain = boundedGain([inside, outside], kept, basis)
    if (gain > (best?.gain ?? 0)) best = { cut, gain }
  }
  return { rows, sums, best, sides: null }
}

function grown({ best, sides, sums }: Growing, basis: SegmentBasis): SegmentTree {
  if (best === null || sides === null) return { kind: 'segment', means: segmentMeans(sums, basis) }
  return {
    kind: 'cut',
    cut: best.cut,
    inside: grown(sides.inside, basis),
    outside: grown(sides.outside, basis),
  }
}
