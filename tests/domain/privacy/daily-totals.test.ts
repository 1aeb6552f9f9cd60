import { describe, expect, it } from 'vitest'
import { summarisePurchases } from '../../../src/domain/ltv/purchase-summary.ts'
import { dailyTotals } from '../../../src/domain/privacy/daily-totals.ts'

const purchases = [
  { orderedDay: 20, netFen: 5_000, orderedAt: 2_000 },
  { orderedDay: 10, netFen: 199, orderedAt: 1_100 },
  { orderedDay: 10, netFen: 0, orderedAt: 1_000 },
]

describe('dailyTotals', () => {
  it('sums up by day, earliest first; an order of 0 counts', () => {
    expect(dailyTotals(purchases)).toEqual([
      { orderedDay: 10, orders: 2, netFen: 199, lastOrderAt: 1_100 },
      { orderedDay: 20, orders: 1, netFen: 5_000, lastOrderAt: 2_000 },
    ])
    expect(dailyTotals([])).toEqual([])
  })

  it('tells the LTV model the same', () => {
    const dated = (rows: readonly { orderedDay: number; netFen: number }[]) =>
      rows.map(({ orderedDay, netFen }) => ({ day: orderedDay, netFen }))
    expect(summarisePurchases(dated(dailyTotals(purchases)), 40)).toEqual(
      summarisePurchases(dated(purchases), 40),
    )
  })
})
