import type { LtvModel } from './ltv-model.ts'
import type { PurchaseSummary } from './purchase-summary.ts'
import { probabilityAlive } from './purchases/purchase-model.ts'

/**
 * Day number on which the next purchase is due: the last purchase day + the interval at the expected buying rate,
 * (alpha + T) / (r + x) weeks. It may lie before `asOfDay`, then the customer is overdue. Null without a repeat purchase
 * and when P(alive) is below 0.5. `asOfDay` is the day of the summary.
 */
export function expectedNextPurchaseDay(
  summary: PurchaseSummary,
  model: Pick<LtvModel, 'kind' | 'purchase'>,
  asOfDay: number,
): number | null {
  if (summary.repeatDays < 1 || probabilityAlive(summary, model.purchase, model.kind) < 0.5) return null
  const { r, alpha } = model.purchase
  const lastDay = asOfDay - (summary.observedWeeks - summary.recencyWeeks) * 7
  const intervalDays = (7 * (alpha + summary.observedWeeks)) / (r + summary.repeatDays)
  return Math.round(lastDay + intervalDays)
}
