import { describe, expect, it } from 'vitest'
import { orderOf } from '../../../../src/server/import/rows/order-rows.ts'

const item = (values: object) => ({ sku: 'S', quantity: 1, ...values })

describe('an order of several lines', () => {
  it('has what the first line says, what only a later one says, and every item', () => {
    const order = orderOf([
      { orderId: 'O', status: 'paid', paidFen: 500, item: item({ sku: 'A' }) },
      { orderId: 'O', status: 'created', paidFen: 500, phone: '1', item: item({ sku: 'B' }) },
    ])
    expect(order).toMatchObject({ status: 'paid', paidFen: 500, phone: '1' })
    expect(order['items']).toMatchObject([{ sku: 'A' }, { sku: 'B' }])
  })

  it('adds up what its items were paid and refunded where it has no amounts of its own', () => {
    const lines = () => [
      { status: 'paid', shippingFen: 10, item: item({ paidFen: 100, refundedFen: 40, quantity: 2 }) },
      { status: 'paid', item: item({ paidFen: 200 }) },
    ]
    expect(orderOf(lines())).toMatchObject({ paidFen: 310, refundedFen: 40 })
    expect(orderOf(lines())['items']).toMatchObject([{ unitPriceFen: 50 }, { unitPriceFen: 200 }])
    const [first = {}, second = {}] = lines()
    expect(orderOf([{ ...first, paidFen: 300, refundedFen: 0 }, second])).toMatchObject({
      paidFen: 300,
      refundedFen: 0,
    })
  })

  it('closed is refunded whole when it was paid, otherwise cancelled', () => {
    expect(orderOf([{ status: 'closed', paidAt: 1, paidFen: 9 }])).toMatchObject({
      status: 'refunded',
      refundedFen: 9,
    })
    expect(orderOf([{ status: 'closed', paidAt: 1, paidFen: 9, refundedFen: 4 }])).toMatchObject({
      refundedFen: 4,
    })
    expect(orderOf([{ status: 'closed', paidFen: 9 }])).toMatchObject({ status: 'cancelled', paidFen: 9 })
    expect(orderOf([{ status: 'created' }])).toMatchObject({ paidFen: 0, items: [] })
    expect(orderOf([{ status: 'paid' }])['paidFen']).toBeUndefined()
  })
})
