import type { Draw } from '../random/generator.ts'
import { meanEstimate, type Estimate } from './estimate.ts'
import type { LoggedExperiment, Policy } from './logged-experiment.ts'

export interface Replay extends Estimate {
  /** Rows on which the policy's draw and the log agreed. */
  kept: number
}

/**
 * Streams the log and keeps a row only when the policy draws the logged action; the mean of the kept rewards is the
 * policy's value. Of an unevenly logged row only the share (least propensity / its own) is kept, which makes the log
 * uniform first. Value NaN when no row is kept. Source: Li, Chu, Langford & Wang (2011).
 */
export function replay(log: LoggedExperiment, rows: readonly number[], policy: Policy, draw: Draw): Replay {
  const least = rows.reduce((smallest, row) => Math.min(smallest, log.propensities[row] ?? 1), 1)
  const kept = rows.filter((row) => {
    const agrees = draw() < (policy(row)[log.actions[row] ?? 0] ?? 0)
    return agrees && draw() * (log.propensities[row] ?? 1) < least
  })
  return { ...meanEstimate(kept.map((row) => log.rewards[row] ?? 0)), kept: kept.length }
}
