import { fnv1a } from '../../behaviour/hold-out.ts'
import { mulberry32 } from '../random/generator.ts'
import { doublyRobustScores } from './doubly-robust.ts'
import { meanEstimate, type Estimate } from './estimate.ts'
import { effectiveSampleSize, importanceWeights, inversePropensity, selfNormalised } from './importance.ts'
import type { LoggedExperiment, OutcomeModel, Policy } from './logged-experiment.ts'
import { replay, type Replay } from './replay.ts'

export interface PolicyMeasure {
  /** Share of rows that the policy gives something other than the "no offer" action; 1 when none is named. */
  shareTreated: number
  effectiveSampleSize: number
  ips: Estimate
  snips: Estimate
  dr: Estimate
  replay: Replay
  /** Doubly robust score of each row, for paired comparisons. */
  scores: number[]
}

export interface MeasureContext {
  /** Rows that nothing was learnt from. */
  rows: readonly number[]
  outcome: OutcomeModel
  /** The action that means "no offer". */
  noneAction: number | null
  seed: number
}

/** A policy’s value per row by each estimator. */
export function measurePolicy(
  log: LoggedExperiment,
  policy: Policy,
  { rows, outcome, noneAction, seed }: MeasureContext,
): PolicyMeasure {
  const weights = importanceWeights(log, rows, policy)
  const rewards = rows.map((row) => log.rewards[row] ?? 0)
  const scores = doublyRobustScores(log, rows, policy, outcome)
  const untreated = (row: number) => (noneAction === null ? 0 : (policy(row)[noneAction] ?? 0))
  return {
    shareTreated: 1 - rows.reduce((sum, row) => sum + untreated(row), 0) / rows.length,
    effectiveSampleSize: effectiveSampleSize(weights),
    ips: inversePropensity(weights, rewards),
    snips: selfNormalised(weights, rewards),
    dr: meanEstimate(scores),
    replay: replay(log, rows, policy, mulberry32(fnv1a(`replay|${seed}`))),
    scores,
  }
}
