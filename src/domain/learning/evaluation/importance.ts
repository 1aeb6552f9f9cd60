import { meanEstimate, type Estimate } from './estimate.ts'
import type { LoggedExperiment, Policy } from './logged-experiment.ts'

/** w = pi(a | x) / p for each row: how much more often the policy takes the logged action than the log did. */
export function importanceWeights(log: LoggedExperiment, rows: readonly number[], policy: Policy): number[] {
  return rows.map((row) => (policy(row)[log.actions[row] ?? 0] ?? 0) / (log.propensities[row] ?? 1))
}

/** Inverse propensity scoring: mean(w r). Unbiased when the propensities are true. */
export function inversePropensity(weights: readonly number[], rewards: readonly number[]): Estimate {
  return meanEstimate(weights.map((weight, place) => weight * (rewards[place] ?? 0)))
}

/**
 * Self-normalised IPS: sum(w r) / sum(w), standard error √Σ(w (r − SNIPS))² / Σw; NaN when all weights are 0.
 * Source: Swaminathan & Joachims (2015).
 */
export function selfNormalised(weights: readonly number[], rewards: readonly number[]): Estimate {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const value = weights.reduce((sum, weight, place) => sum + weight * (rewards[place] ?? 0), 0) / total
  const squares = weights.reduce(
    (sum, weight, place) => sum + (weight * ((rewards[place] ?? 0) - value)) ** 2,
    0,
  )
  return { value, standardError: Math.sqrt(squares) / total }
}

/** (Σw)² / Σw²: how many unweighted rows say as much; 0 when all weights are 0. Source: Kish (1965). */
export function effectiveSampleSize(weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0)
  return squares > 0 ? (total * total) / squares : 0
}
