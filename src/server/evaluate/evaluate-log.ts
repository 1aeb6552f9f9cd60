import { fnv1a } from '../../domain/behaviour/hold-out.ts'
import type { Estimate } from '../../domain/learning/evaluation/estimate.ts'
import { pairedDifference } from '../../domain/learning/evaluation/estimate.ts'
import {
  singleAction,
  uniformPolicy,
  type LoggedExperiment,
  type Policy,
} from '../../domain/learning/evaluation/logged-experiment.ts'
import { measurePolicy, type PolicyMeasure } from '../../domain/learning/evaluation/measure-policy.ts'
import { splitInHalves } from '../../domain/learning/evaluation/split.ts'
import { mulberry32 } from '../../domain/learning/random/generator.ts'
import { learnPolicy } from '../../domain/learning/segments/learn-policy.ts'

/** One split: what was learnt on the first half, measured on the second. */
export interface SeedResult {
  seed: number
  measuredRows: number
  /** In the order of the actions. */
  arms: PolicyMeasure[]
  uniform: PolicyMeasure
  best: PolicyMeasure
  bestAction: number
  ours: PolicyMeasure
  isFallback: boolean
  segments: number
  /** Ours less the best arm, doubly robust, paired. */
  gain: Estimate
}

/** Splits the log by seed, learns on one half and measures every policy on the other. The same seed gives the same numbers. */
export function evaluateLog(log: LoggedExperiment, seed: number, noneAction: number | null): SeedResult {
  const draw = mulberry32(fnv1a(`evaluate|${seed}`))
  const [learning, measured] = splitInHalves(
    log.actions.map((_, row) => row),
    draw,
  )
  const learned = learnPolicy(log, learning, draw)
  const context = { rows: measured, outcome: learned.outcome, noneAction, seed }
  const measure = (policy: Policy) => measurePolicy(log, policy, context)
  const arms = Array.from({ length: log.actionCount }, (_, action) =>
    measure(singleAction(action, log.actionCount)),
  )
  const best = arms[learned.bestSingle] ?? measure(singleAction(learned.bestSingle, log.actionCount))
  const ours = learned.isFallback ? best : measure(learned.policy)
  return {
    seed,
    measuredRows: measured.length,
    arms,
    uniform: measure(uniformPolicy(log.actionCount)),
    best,
    bestAction: learned.bestSingle,
    ours,
    isFallback: learned.isFallback,
    segments: learned.segments,
    gain: pairedDifference(ours.scores, best.scores),
  }
}
