import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { orderRow, shopSide } from '../ingest/shop-side.ts'

describe.each(engines)('orders on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
  })
  afterAll(() => database.destroy())

  async function customerOf(shopCustomerId: string) {
    return database.db
      .selectFrom('customer')
      .innerJoin('identity', 'identity.customerId', 'customer.customerId')
      .where('identity.value', '=', shopCustomerId)
      .selectAll('customer')
      .executeTakeFirstOrThrow()
  }

  const order = (orderId: string, shopCustomerId: string, row: Record<string, unknown> = {}) =>
    orderRow(orderId, { phone: undefined, shopCustomerId, ...row })

  it('counts local purchase days and net spend, without cancelled, unpaid and refunded orders', async () => {
    await shop.ingest.orders([
      order('s1', 'S', { paidAt: '2025-05-01T23:30:00+08:00', shippingFen: 1000 }),
      order('s2', 'S', { paidAt: '2025-05-01T16:30:00Z', refundedFen: 2500 }),
      order('s3', 'S', { paidAt: '2025-05-02T08:00:00+08:00', paidFen: 0 }),
      order('s4', 'S', { status: 'cancelled' }),
      order('s5', 'S', { status: 'created', paidAt: undefined, createdAt: '2025-05-09T10:00:00+08:00' }),
      order('s6', 'S', { refundedFen: 10_000, paidAt: '2025-05-20T10:00:00+08:00' }),
      order('s7', 'S', { paidFen: 500, shippingFen: 1000, paidAt: '2025-05-03T10:00:00+08:00' }),
    ])
    const customer = await customerOf('S')
    expect(customer).toMatchObject({
      orderCount: 4,
      purchaseDays: 3,
      firstPurchaseDay: dayNumber(2025, 5, 1),
      lastPurchaseDay: dayNumber(2025, 5, 3),
      lastOrderAt: Date.parse('2025-05-03T10:00:00+08:00'),
      netSpendFen: 9000 + 7500,
      repeatSpendFen: 7500,
      lastActivityAt: Date.parse('2025-05-20T10:00:00+08:00'),
    })
    expect(await shop.orders.purchasesOf(database.db, customer.customerId)).toEqual([
      { day: dayNumber(2025, 5, 1), netFen: 9000 },
      { day: dayNumber(2025, 5, 2), netFen: 7500 },
      { day: dayNumber(2025, 5, 2), netFen: 0 },
      { day: dayNumber(2025, 5, 3), netFen: 0 },
    ])
    const [latest] = await shop.orders.ordersOf(database.db, customer.customerId, { limit: 1 })
    expect(latest).toMatchObject({ orderId: 's6', status: 'refunded' })
  })

  it('takes a purchase back when it is refunded and gives its coupon back once', async () => {
    await shop.ingest.orders([order('t1', 'T'), order('t2', 'T', { couponCode: 'ABCD' })])
    expect(shop.reversed).toEqual(['s6'])
    await shop.ingest.orders([order('t1', 'T', { refundedFen: 9999 })])
    expect(shop.reversed).toEqual(['s6'])
    await shop.ingest.orders([order('t1', 'T', { refundedFen: 10_000 })])
    await shop.ingest.orders([order('t1', 'T', { status: 'refunded' })])
    await shop.ingest.orders([order('t2', 'T', { status: 'refunded' })])
    expect(shop.reversed).toEqual(['s6', 't1', 't2'])
    expect(await customerOf('T')).toMatchObject({
      orderCount: 0,
      purchaseDays: 0,
      firstPurchaseDay: null,
      lastOrderAt: null,
      netSpendFen: 0,
    })
  })

  it('does not take a free order for a refunded one', async () => {
    await shop.ingest.orders([order('f1', 'F', { paidFen: 0, refundedFen: 0 })])
    expect(await customerOf('F')).toMatchObject({ orderCount: 1, purchaseDays: 1, netSpendFen: 0 })
  })

  it('moves an order to the customer it names later and recomputes both', async () => {
    await shop.ingest.orders([order('m1', 'M1'), order('m2', 'M1')])
    await shop.ingest.orders([order('m2', 'M2')])
    expect(await customerOf('M1')).toMatchObject({ orderCount: 1, netSpendFen: 10_000 })
    expect(await customerOf('M2')).toMatchObject({ orderCount: 1, netSpendFen: 10_000 })
  })
})
