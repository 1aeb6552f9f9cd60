import { withHysteresis } from './hysteresis.ts'
import type { RfmValues } from './rfm-values.ts'
import { flagsOf, segmentName, type RfmSegment } from './segment.ts'
import type { RfmThresholds } from './thresholds.ts'

/**
 * What would move the customer up, for the advisor: the fewest further order days, at the mean value of now,
 * that make the segment recent or frequent; where both are high already, the mean value in whole yuan (rounded up) that
 * counts as high. Judged by the inertia of `withHysteresis`, so what is said comes true. Null at the top.
 */
export function rfmMoveUp(values: RfmValues, segment: RfmSegment, thresholds: RfmThresholds): string | null {
  const { isRecent, isFrequent, isHighValue } = flagsOf(segment)
  if (!isRecent || !isFrequent) {
    const enough = Math.max(1, thresholds.orderDays + Math.floor(thresholds.orderDays / 10) + 1)
    const fewest = isRecent ? Math.max(1, enough - values.orderDays) : 1
    const then = { ...values, recencyDays: 0, orderDays: values.orderDays + fewest }
    return `再有 ${fewest} 天下单，就是「${segmentName(withHysteresis(segment, then, thresholds))}」`
  }
  if (isHighValue) return null
  const valueYuan = Math.ceil((thresholds.meanValueFen * 11) / 1_000)
  const then = { ...values, meanValueFen: valueYuan * 100 }
  return `每次到约 ${valueYuan} 元，就是「${segmentName(withHysteresis(segment, then, thresholds))}」`
}
