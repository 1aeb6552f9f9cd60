import type { MeanResult } from './arm-result.ts'
import {
  defaultSequence,
  liftInterval,
  type LiftInterval,
  type SequenceSettings,
} from './confidence-sequence.ts'

/** What the numbers allow to say. Only `running` goes on; after `undecided` and `noDifference` the cheaper is kept. */
export type Verdict = 'running' | 'bWins' | 'aWins' | 'noDifference' | 'undecided'

export interface ExperimentPlan extends SequenceSettings {
  /** Relative lift below which a difference does not matter, e.g. 0.05. */
  minimumEffect: number
  /** All variants, the control included; two is a plain A/B test. */
  variants: number
}

export const defaultPlan: ExperimentPlan = { ...defaultSequence, minimumEffect: 0.05, variants: 2 }

export interface Comparison {
  verdict: Verdict
  interval: LiftInterval | null
  /** alpha / (K − 1). */
  alpha: number
}

/**
 * Compares a variant B with the control A and says whether to stop: the interval excludes 0, or it lies inside ± the
 * minimum effect (inclusive), or both together have twice the planned customers (inclusive). A standard deviation of 0 on
 * both sides proves nothing yet.
 */
export function compareVariants(
  a: MeanResult,
  b: MeanResult,
  plan: ExperimentPlan = defaultPlan,
): Comparison {
  const alpha = plan.alpha / Math.max(1, plan.variants - 1)
  const interval = liftInterval(a, b, { ...plan, alpha })
  return { verdict: verdictOf(interval, a.customers + b.customers, plan), interval, alpha }
}

function verdictOf(interval: LiftInterval | null, customers: number, plan: ExperimentPlan): Verdict {
  if (interval && interval.standardError > 0) {
    if (interval.low > 0) return 'bWins'
    if (interval.high < 0) return 'aWins'
    if (interval.low >= -plan.minimumEffect && interval.high <= plan.minimumEffect) return 'noDifference'
  }
  return customers >= 2 * plan.plannedCustomers ? 'undecided' : 'running'
}
