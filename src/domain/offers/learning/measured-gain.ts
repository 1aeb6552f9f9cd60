import { fnv1a } from '../../behaviour/hold-out.ts'
import type { PairedGain } from '../../learning/policy/learning-mode.ts'
import { mulberry32 } from '../../learning/random/generator.ts'
import { learnPolicy } from '../../learning/segments/learn-policy.ts'
import type { LearningRow } from './learning-row.ts'
import { rowLog } from './row-log.ts'

export interface MeasuredGain {
  /** Fen per decision; null while the rows can't tell: fewer than two arms were drawn often enough. */
  pairedGain: PairedGain | null
  /** Rows that took part. */
  rows: number
  /** Offers compared, "no offer" included. */
  arms: number
  /** Segments that were told apart; 1 = none. */
  segments: number
}

/**
 * What segments would have earned beyond the best single offer for all, per decision, doubly robust and cross-fitted. The
 * seed is the day of the measurement: the same rows and day always give the same answer.
 */
export function measureGain(rows: readonly LearningRow[], asOfDay: number): MeasuredGain {
  const log = rowLog(rows)
  if (log === null) return { pairedGain: null, rows: rows.length, arms: 0, segments: 1 }
  const places = log.actions.map((_, row) => row)
  const { gain, segments } = learnPolicy(log, places, mulberry32(fnv1a(`paired-gain|${asOfDay}`)))
  const isKnown = Number.isFinite(gain.value) && Number.isFinite(gain.standardError)
  return {
    pairedGain: isKnown ? { gain: gain.value, standardError: gain.standardError } : null,
    rows: places.length,
    arms: log.actionCount,
    segments,
  }
}
