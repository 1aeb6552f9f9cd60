/** A purchase by its local day, with the shop's net amount in fen. */
export interface DayPurchase {
  orderedDay: number
  netFen: number
  orderedAt: number
}

export interface DayTotal {
  orderedDay: number
  orders: number
  netFen: number
  /** When the last of them was ordered. */
  lastOrderAt: number
}

/** Purchases of one customer summed up by local day, earliest day first: all that x, t_x, T and spend of the LTV model need. */
export function dailyTotals(purchases: readonly DayPurchase[]): DayTotal[] {
  const totals = new Map<number, DayTotal>()
  for (const { orderedDay, netFen, orderedAt } of purchases) {
    const known = totals.get(orderedDay)
    totals.set(orderedDay, {
      orderedDay,
      orders: (known?.orders ?? 0) + 1,
      netFen: (known?.netFen ?? 0) + netFen,
      lastOrderAt: Math.max(known?.lastOrderAt ?? orderedAt, orderedAt),
    })
  }
  return [...totals.values()].sort((one, other) => one.orderedDay - other.orderedDay)
}
