import { doublyRobustScores } from '../evaluation/doubly-robust.ts'
import { clusteredEstimate, type Estimate } from '../evaluation/estimate.ts'
import {
  bestAvailable,
  type LoggedExperiment,
  type OutcomeModel,
  type Policy,
} from '../evaluation/logged-experiment.ts'
import { splitByUnit, splitInHalves } from '../evaluation/split.ts'
import { isPersonalisingProven } from '../policy/learning-mode.ts'
import type { Draw } from '../random/generator.ts'
import { bestAction } from './cut-gain.ts'
import { meanReward, sumRows } from './reward-sums.ts'
import { countSegments, growSegments, meansOf, type SegmentTree } from './segment-tree.ts'

export interface LearnedPolicy {
  policy: Policy
  /** The action with the highest mean over all rows; of equal ones the first. Where it is not available the next best stands in. */
  bestSingle: number
  /** True when the policy is the best single action because segments did not prove better. */
  isFallback: boolean
  segments: number
  /** Gain of segments over the best single action, measured inside the learning rows on halves that did not make them. */
  gain: Estimate
  outcome: OutcomeModel
}

/**
 * Learns from these rows alone: segments where they pay by more than two standard errors of the paired gain, else the best
 * single action for all. The gain is cross-fitted: learnt on one half of the rows, scored on the other, both ways round;
 * rows of one unit are in one half and count as one in the standard error.
 */
export function learnPolicy(log: LoggedExperiment, rows: readonly number[], draw: Draw): LearnedPolicy {
  const [first, second] = log.units ? splitByUnit(rows, log.units, draw) : splitInHalves(rows, draw)
  const differences = [...scoreGain(log, first, second), ...scoreGain(log, second, first)]
  const gain = clusteredEstimate(
    differences,
    [...second, ...first].map((row) => log.units?.[row] ?? row),
  )
  const tree = growSegments(log, rows)
  const isFallback = !isPersonalisingProven({ gain: gain.value, standardError: gain.standardError })
  const means = pooledMeans(log, rows)
  return {
    policy: isFallback ? bestAvailable(log, () => means) : segmentPolicy(log, tree),
    bestSingle: bestAction(means),
    isFallback,
    segments: isFallback ? 1 : countSegments(tree),
    gain,
    outcome: outcomeOf(log, tree),
  }
}

/** Per row of `scored`: score of the segments learnt on `learnt` less that of the best single action there. */
function scoreGain(log: LoggedExperiment, learnt: readonly number[], scored: readonly number[]): number[] {
  const tree = growSegments(log, learnt)
  const outcome = outcomeOf(log, tree)
  const means = pooledMeans(log, learnt)
  const personal = doublyRobustScores(log, scored, segmentPolicy(log, tree), outcome)
  const common = doublyRobustScores(
    log,
    scored,
    bestAvailable(log, () => means),
    outcome,
  )
  return personal.map((score, place) => score - (common[place] ?? 0))
}

function pooledMeans(log: LoggedExperiment, rows: readonly number[]): number[] {
  return sumRows(log, rows).map(meanReward)
}

function segmentPolicy(log: LoggedExperiment, tree: SegmentTree): Policy {
  return bestAvailable(log, (row) => meansOf(tree, log.features, row))
}

function outcomeOf(log: LoggedExperiment, tree: SegmentTree): OutcomeModel {
  return (row, action) => meansOf(tree, log.features, row)[action] ?? 0
}
