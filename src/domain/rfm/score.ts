import { digitOf, type Digit } from './digit-edges.ts'
import type { RfmValues } from './rfm-values.ts'
import { segmentOf, type RfmFlags, type RfmSegment } from './segment.ts'
import type { RfmThresholds } from './thresholds.ts'

/** Digits 1 to 5 are for display (5 = most recent, most often, most valuable); the segment follows the medians alone. */
export interface RfmScore {
  recencyDigit: Digit
  frequencyDigit: Digit
  monetaryDigit: Digit
  flags: RfmFlags
  segment: RfmSegment
  thresholdsVersion: string
}

/** Digits and segment of one customer from stored thresholds; the population is not needed. */
export function scoreRfm(values: RfmValues, thresholds: RfmThresholds): RfmScore {
  const flags = compareWithMedians(values, thresholds)
  return {
    recencyDigit: digitOf(-values.recencyDays, thresholds.edges.freshness),
    frequencyDigit: digitOf(values.orderDays, thresholds.edges.orderDays),
    monetaryDigit: digitOf(values.meanValueFen, thresholds.edges.meanValueFen),
    flags,
    segment: segmentOf(flags),
    thresholdsVersion: thresholds.version,
  }
}

/**
 * R is high at or below its median, M at or above, F only above: where everybody bought once, nobody is frequent.
 */
export function compareWithMedians(values: RfmValues, thresholds: RfmThresholds): RfmFlags {
  return {
    isRecent: values.recencyDays <= thresholds.recencyDays,
    isFrequent: values.orderDays > thresholds.orderDays,
    isHighValue: values.meanValueFen >= thresholds.meanValueFen,
  }
}
