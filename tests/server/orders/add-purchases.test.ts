import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddedOrder, withOrders } from '../../../src/server/orders/add-purchases.ts'
import { summariseDays } from '../../../src/server/orders/purchase-summaries.ts'

const order = fc.record({
  customerId: fc.constant('c'),
  status: fc.constantFrom('paid', 'paid', 'paid', 'created', 'cancelled', 'refunded'),
  orderedDay: fc.integer({ min: 0, max: 12 }),
  orderedAt: fc.integer({ min: 1, max: 1000 }),
  netFen: fc.integer({ min: 0, max: 500 }),
})

/** The summary of all orders, by the totals of their days. */
function whole(orders: readonly AddedOrder[]) {
  const paid = orders.filter(({ status }) => status === 'paid')
  const days = [...new Set(paid.map(({ orderedDay }) => orderedDay))].sort((one, other) => one - other)
  return summariseDays(
    'c',
    days.map((orderedDay) => {
      const own = paid.filter((one) => one.orderedDay === orderedDay)
      return {
        customerId: 'c',
        orderedDay,
        orders: own.length,
        netFen: own.reduce((sum, { netFen }) => sum + netFen, 0),
        lastOrderAt: Math.max(...own.map(({ orderedAt }) => orderedAt)),
      }
    }),
  )
}

describe('withOrders', () => {
  it('gives what all orders together give, or says that it cannot tell', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 12 }), fc.array(order, { maxLength: 12 }), (known, added) => {
        const before = whole(known)
        const after = withOrders(before, added)
        const isBack = added.some(
          ({ status, orderedDay }) =>
            status === 'paid' && before.lastPurchaseDay !== null && orderedDay < before.lastPurchaseDay,
        )
        expect(after).toEqual(isBack ? null : whole([...known, ...added]))
      }),
      { numRuns: 2000 },
    )
  })

  it('takes an order of the last purchase day itself', () => {
    const paid = { customerId: 'c', status: 'paid', orderedAt: 5, netFen: 10 }
    const first = withOrders(whole([]), [{ ...paid, orderedDay: 3 }])
    expect(first).toMatchObject({ purchaseDays: 1, netSpendFen: 10, repeatSpendFen: 0 })
    const same = first && withOrders(first, [{ ...paid, orderedDay: 3 }])
    expect(same).toMatchObject({ orderCount: 2, purchaseDays: 1, netSpendFen: 20, repeatSpendFen: 0 })
    expect(same && withOrders(same, [{ ...paid, orderedDay: 2 }])).toBeNull()
    expect(same && withOrders(same, [{ ...paid, orderedDay: 4 }])).toMatchObject({
      purchaseDays: 2,
      repeatSpendFen: 10,
    })
  })
})
