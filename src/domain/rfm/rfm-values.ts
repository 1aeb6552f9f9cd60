/** R = days since the last paid order, F = distinct order days, M = mean net value of an order day in fen. */
export interface RfmValues {
  recencyDays: number
  orderDays: number
  meanValueFen: number
}

/** The window of 12 months in days: `asOfDay` and the 364 days before it. */
export const rfmWindowDays = 365

/**
 * R, F and M of one customer from the purchases of the window that ends with `asOfDay` (inclusive). `day` = days since
 * 1970-01-01 in the store's time zone, `netFen` = paid - refunded - shipping. Purchases of one day count once for F and
 * together for M (not rounded). Null when the window holds none: no segment.
 */
export function rfmValuesOf(
  purchases: readonly { day: number; netFen: number }[],
  asOfDay: number,
): RfmValues | null {
  const inWindow = purchases.filter(({ day }) => day <= asOfDay && asOfDay - day < rfmWindowDays)
  if (inWindow.length === 0) return null
  const orderDays = new Set(inWindow.map(({ day }) => day)).size
  const lastDay = inWindow.reduce((latest, { day }) => Math.max(latest, day), -Infinity)
  const netFen = inWindow.reduce((sum, purchase) => sum + purchase.netFen, 0)
  return { recencyDays: asOfDay - lastDay, orderDays, meanValueFen: netFen / orderDays }
}
