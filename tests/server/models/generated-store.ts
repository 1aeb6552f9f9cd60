import type { DatedPurchase } from '../../../src/domain/ltv/purchase-summary.ts'
import { dayMs } from '../../../src/domain/calendar.ts'
import { orderRow } from '../ingest/shop-side.ts'

/** A small store of invented orders, the same in every run: customer n buys by a rule of its own from `firstDay` on. */
export function generateOrders(customers: number, firstDay: number, lastDay: number) {
  const purchases = new Map<string, DatedPurchase[]>()
  const rows: Record<string, unknown>[] = []
  let state = 12345
  const draw = () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
  for (let index = 0; index < customers; index += 1) {
    const shopCustomerId = `G${index}`
    const own: DatedPurchase[] = []
    const gapDays = 5 + draw() * 120
    const chanceToStay = 0.3 + draw() * 0.65
    const level = 3000 + draw() * 40_000
    let day = firstDay + Math.floor(draw() * 200)
    do {
      const paidFen = Math.round(level * (0.5 + draw()))
      own.push({ day, netFen: paidFen })
      const paidAt = day * dayMs + 4 * 3_600_000
      const orderId = `${shopCustomerId}-${own.length}`
      rows.push(orderRow(orderId, { phone: undefined, shopCustomerId, createdAt: paidAt, paidAt, paidFen }))
      day += Math.floor(draw() * 2 * gapDays)
    } while (day <= lastDay && draw() < chanceToStay)
    purchases.set(shopCustomerId, own)
  }
  return { rows, purchases }
}
