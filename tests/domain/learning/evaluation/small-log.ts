import type { LoggedExperiment } from '../../../../src/domain/learning/evaluation/logged-experiment.ts'

/** Four rows, two actions, logged 1 : 3. */
export const smallLog: LoggedExperiment = {
  actionCount: 2,
  actions: [0, 1, 1, 1],
  rewards: [4, 1, 2, 3],
  propensities: [0.25, 0.75, 0.75, 0.75],
  features: [],
}

export const allRows = [0, 1, 2, 3]
