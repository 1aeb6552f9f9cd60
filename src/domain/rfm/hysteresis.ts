import type { RfmValues } from './rfm-values.ts'
import { compareWithMedians } from './score.ts'
import { flagsOf, segmentOf, type RfmSegment } from './segment.ts'
import type { RfmThresholds } from './thresholds.ts'

/**
 * The segment with inertia: an axis that was high turns low only 10 % beyond its median, and the reverse, so that a
 * customer on the line does not flip back and forth. R turns high at <= 90 % and low above 110 % of the median; M turns
 * high at >= 110 % and low below 90 %. F is a whole number: its band is 10 % of the median rounded down, which is none
 * below 10 order days. Without a previous segment the medians alone decide.
 */
export function withHysteresis(
  previous: RfmSegment | null,
  values: RfmValues,
  thresholds: RfmThresholds,
): RfmSegment {
  if (previous === null) return segmentOf(compareWithMedians(values, thresholds))
  const was = flagsOf(previous)
  const orderBand = Math.floor(thresholds.orderDays / 10)
  return segmentOf({
    isRecent: 10 * values.recencyDays <= (was.isRecent ? 11 : 9) * thresholds.recencyDays,
    isFrequent: values.orderDays > thresholds.orderDays + (was.isFrequent ? -orderBand : orderBand),
    isHighValue: 10 * values.meanValueFen >= (was.isHighValue ? 9 : 11) * thresholds.meanValueFen,
  })
}
