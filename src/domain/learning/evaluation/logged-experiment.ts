/**
 * A logged randomised experiment, one place per row in every array. Actions and bins are numbers from 0; `reward` is net
 * of what the action cost; `propensity` is the probability, in (0, 1], with which the logged action was drawn.
 */
export interface LoggedExperiment {
  actionCount: number
  actions: readonly number[]
  rewards: readonly number[]
  propensities: readonly number[]
  features: readonly BinnedFeature[]
  /** Whose row it is: rows of one unit are not independent. Absent = each row is a unit of its own. */
  units?: readonly number[]
  /** Whether an action could be taken on a row; absent = every action on every row. */
  isAvailable?: (row: number, action: number) => boolean
}

/** One feature cut into bins; `isOrdered` when a higher bin means more of it. */
export interface BinnedFeature {
  name: string
  bins: readonly number[]
  binCount: number
  isOrdered: boolean
}

/** Probability of each action for a row; they sum to 1. */
export type Policy = (row: number) => readonly number[]

/** Expected net reward of an action for a row. */
export type OutcomeModel = (row: number, action: number) => number

/** The policy that always takes one action. */
export function singleAction(action: number, actionCount: number): Policy {
  const probabilities = Array.from({ length: actionCount }, (_, at) => (at === action ? 1 : 0))
  return () => probabilities
}

/**
 * The policy that takes on each row the available action with the highest mean; of equal ones the first. A row on which
 * nothing is available gets the first action.
 */
export function bestAvailable(
  { actionCount, isAvailable }: LoggedExperiment,
  meansOf: (row: number) => readonly number[],
): Policy {
  const choices = Array.from({ length: actionCount }, (_, action) => singleAction(action, actionCount)(0))
  return (row) => {
    let best = 0
    let highest = -Infinity
    meansOf(row).forEach((mean, action) => {
      if (mean > highest && (isAvailable?.(row, action) ?? true)) [best, highest] = [action, mean]
    })
    return choices[best] ?? []
  }
}

/** The policy that takes every action equally often. */
export function uniformPolicy(actionCount: number): Policy {
  const probabilities = Array.from({ length: actionCount }, () => 1 / actionCount)
  return () => probabilities
}
