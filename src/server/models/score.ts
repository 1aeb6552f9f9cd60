import type { LtvEstimate } from '../../domain/ltv/ltv-estimate.ts'
import type { LtvModel } from '../../domain/ltv/ltv-model.ts'
import {
  type DatedPurchase,
  type PurchaseSummary,
  summarisePurchases,
} from '../../domain/ltv/purchase-summary.ts'
import { scoreLtv } from '../../domain/ltv/score-ltv.ts'
import { withHysteresis } from '../../domain/rfm/hysteresis.ts'
import { type RfmValues, rfmValuesOf } from '../../domain/rfm/rfm-values.ts'
import { type RfmScore, scoreRfm } from '../../domain/rfm/score.ts'
import { flagsOf, type RfmSegment, rfmSegments } from '../../domain/rfm/segment.ts'
import type { RfmThresholds } from '../../domain/rfm/thresholds.ts'

/** The columns of a customer that scoring reads. */
export interface SummaryColumns {
  purchaseDays: number
  firstPurchaseDay: number | null
  lastPurchaseDay: number | null
  netSpendFen: number
  repeatSpendFen: number
  rfmSegment: string | null
}

/** The models in force; `rfm` is null until a store has had a purchase within 12 months. */
export interface ScoringModel {
  ltv: LtvModel
  rfm: RfmThresholds | null
}

export interface CustomerScore {
  summary: PurchaseSummary | null
  ltv: LtvEstimate
  rfmValues: RfmValues | null
  rfm: RfmScore | null
}

/** Whether the stored summary holds no purchase after the day, so that it may stand for the purchases. */
export function isSummaryUsable(row: SummaryColumns, asOfDay: number): boolean {
  return row.lastPurchaseDay === null || row.lastPurchaseDay <= asOfDay
}

/** x, t_x and T from the stored columns; null without a purchase. */
export function summaryOfRow(row: SummaryColumns, asOfDay: number): PurchaseSummary | null {
  if (row.firstPurchaseDay === null || row.lastPurchaseDay === null) return null
  const repeatDays = row.purchaseDays - 1
  return {
    repeatDays,
    recencyWeeks: (row.lastPurchaseDay - row.firstPurchaseDay) / 7,
    observedWeeks: (asOfDay - row.firstPurchaseDay) / 7,
    meanRepeatValueFen: repeatDays > 0 ? row.repeatSpendFen / repeatDays : null,
    netSpendFen: row.netSpendFen,
    purchaseDays: row.purchaseDays,
  }
}

/** `purchases` = all of the customer's, or at least those since the window of 12 months when the summary is usable. */
export function summaryAndValues(
  row: SummaryColumns,
  purchases: readonly DatedPurchase[],
  asOfDay: number,
): { summary: PurchaseSummary | null; rfmValues: RfmValues | null } {
  const summary = isSummaryUsable(row, asOfDay)
    ? summaryOfRow(row, asOfDay)
    : summarisePurchases(purchases, asOfDay)
  return { summary, rfmValues: rfmValuesOf(purchases, asOfDay) }
}

/** LTV and RFM of one customer with the models in force; the segment keeps its inertia against the stored one. */
export function scoreCustomer(
  row: SummaryColumns,
  purchases: readonly DatedPurchase[],
  model: ScoringModel,
  asOfDay: number,
): CustomerScore {
  const values = summaryAndValues(row, purchases, asOfDay)
  return scoreValues({ ...values, segment: row.rfmSegment }, model)
}

/** The same from the values of the customer; `segment` is the stored one. */
export function scoreValues(
  {
    summary,
    rfmValues,
    segment: stored,
  }: { summary: PurchaseSummary | null; rfmValues: RfmValues | null; segment: string | null },
  model: ScoringModel,
): CustomerScore {
  const ltv = scoreLtv(summary, model.ltv)
  if (rfmValues === null || model.rfm === null) return { summary, ltv, rfmValues, rfm: null }
  const segment = withHysteresis(knownSegment(stored), rfmValues, model.rfm)
  const rfm = { ...scoreRfm(rfmValues, model.rfm), segment, flags: flagsOf(segment) }
  return { summary, ltv, rfmValues, rfm }
}

function knownSegment(stored: string | null): RfmSegment | null {
  return rfmSegments.find((segment) => segment === stored) ?? null
}
