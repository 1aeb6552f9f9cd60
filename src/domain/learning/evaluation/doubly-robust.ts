import type { LoggedExperiment, OutcomeModel, Policy } from './logged-experiment.ts'

/**
 * Doubly robust score of each row: Σ_a pi(a|x) mhat(x, a) + w (r − mhat(x, a_logged)). Their mean estimates the policy's
 * value; it is right when either the propensities or mhat are, so mhat must come from other rows than these.
 * Source: Dudík, Langford & Li (2011).
 */
export function doublyRobustScores(
  log: LoggedExperiment,
  rows: readonly number[],
  policy: Policy,
  outcome: OutcomeModel,
): number[] {
  return rows.map((row) => {
    const probabilities = policy(row)
    const logged = log.actions[row] ?? 0
    const direct = probabilities.reduce(
      (sum, probability, action) => (probability > 0 ? sum + probability * outcome(row, action) : sum),
      0,
    )
    const weight = (probabilities[logged] ?? 0) / (log.propensities[row] ?? 1)
    return weight === 0 ? direct : direct + weight * ((log.rewards[row] ?? 0) - outcome(row, logged))
  })
}
