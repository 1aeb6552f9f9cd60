import type { PurchaseHistory } from './purchases/purchase-model.ts'

/**
 * A buyer as the models see them: `repeatDays` = x, `recencyWeeks` = t_x, `observedWeeks` = T.
 * `meanRepeatValueFen` is the mean net value of the repeat purchase days (not rounded), null when x = 0;
 * `netSpendFen` is the net spend ever, up to and including the day of the summary.
 */
export interface PurchaseSummary extends PurchaseHistory {
  meanRepeatValueFen: number | null
  netSpendFen: number
  purchaseDays: number
}

/** `day` = days since 1970-01-01 in the store's time zone; `netFen` = paid - refunded - shipping. */
export interface DatedPurchase {
  day: number
  netFen: number
}

/**
 * Summary of one customer's purchases up to `asOfDay` (inclusive); purchases of one day count as one, later ones are
 * ignored, null when none remain. Weeks = days / 7. The order of the purchases does not matter.
 */
export function summarisePurchases(
  purchases: readonly DatedPurchase[],
  asOfDay: number,
): PurchaseSummary | null {
  const valueByDay = new Map<number, number>()
  for (const { day, netFen } of purchases) {
    if (day <= asOfDay) valueByDay.set(day, (valueByDay.get(day) ?? 0) + netFen)
  }
  if (valueByDay.size === 0) return null
  const days = [...valueByDay.keys()]
  const firstDay = days.reduce((least, day) => Math.min(least, day))
  const lastDay = days.reduce((most, day) => Math.max(most, day))
  const netSpendFen = [...valueByDay.values()].reduce((sum, fen) => sum + fen, 0)
  const repeatDays = valueByDay.size - 1
  const repeatSpendFen = netSpendFen - (valueByDay.get(firstDay) ?? 0)
  return {
    repeatDays,
    recencyWeeks: (lastDay - firstDay) / 7,
    observedWeeks: (asOfDay - firstDay) / 7,
    meanRepeatValueFen: repeatDays > 0 ? repeatSpendFen / repeatDays : null,
    netSpendFen,
    purchaseDays: valueByDay.size,
  }
}
