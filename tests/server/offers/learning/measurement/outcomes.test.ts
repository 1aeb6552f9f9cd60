import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hourMs } from '../../../../../src/domain/calendar.ts'
import { outcomesOf } from '../../../../../src/server/offers/learning/measurement/outcomes.ts'
import { createServices } from '../../../../../src/server/services.ts'
import { engines, type TestDatabase } from '../../../../support/databases.ts'
import { testContext, testNow } from '../../../ingest/shop-side.ts'
import { drawnStore, type DrawnStore } from './drawn-store.ts'

const fromMs = testNow - 48 * hourMs
const span = { fromMs, untilMs: fromMs + 24 * hourMs }

describe.each(engines)('what came of decisions on $name', ({ open }) => {
  let database: TestDatabase
  let store: DrawnStore
  beforeAll(async () => {
    database = await open()
    store = drawnStore(database.db)
  })
  afterAll(() => database.destroy())

  const outcomes = (...ids: string[]) =>
    outcomesOf(database.db, createServices(testContext(database.db)).ledger, ids, span)

  it('paid orders of the time, by customer; refunded and unpaid ones are none', async () => {
    const first = await store.order('buyer', fromMs)
    const last = await store.order('buyer', span.untilMs - 1, { refundedFen: 10_000, netFen: 30_000 })
    await store.order('buyer', fromMs - 1)
    await store.order('buyer', span.untilMs)
    await store.order('buyer', fromMs, { status: 'refunded', netFen: 0 })
    await store.order('buyer', fromMs, { status: 'created' })
    await store.order('other', fromMs)
    const { ordersOf } = await outcomes('buyer', 'buyer', 'nobody')
    const orders = [...ordersOf('buyer')].sort((a, b) => a.orderedAt - b.orderedAt)
    expect(orders.map(({ orderId, netFen }) => [orderId, netFen])).toEqual([
      [first, 40_000],
      [last, 30_000],
    ])
    expect([ordersOf('nobody'), ordersOf('other')]).toEqual([[], []])
  })

  it('coupons that were sent, with what the ledger says a redeemed one cost', async () => {
    const redeemed = { state: 'redeemed', redeemedAt: fromMs + 5, orderId: 'o1', discountFen: 2_000 }
    const couponId = await store.coupon('holder', 'a', fromMs, redeemed)
    const entry = { couponId, scopeId: 'holder', at: fromMs }
    await database.db
      .insertInto('ledgerEntry')
      .values([
        { ...entry, entryId: 'e1', scope: 'customer', kind: 'reserve', amountFen: 3_000 },
        { ...entry, entryId: 'e2', scope: 'customer', kind: 'settle', amountFen: -500 },
        { ...entry, entryId: 'e3', scope: 'store', kind: 'reserve', amountFen: 3_000 },
      ])
      .execute()
    await store.coupon('holder', 'b', fromMs + 1, { ...redeemed, state: 'refunded' })
    await store.coupon('holder', 'c', fromMs + 2, { state: 'voided' })
    await store.coupon('holder', 'd', fromMs + 3, { sentAt: null, state: 'lapsed' })
    await store.coupon('holder', 'e', fromMs - 1)
    const early = { ...redeemed, redeemedAt: fromMs, orderId: 'o2' }
    await store.coupon('holder', 'f', fromMs - 2, early)
    const { couponsOf } = await outcomes('holder')
    expect([...couponsOf('holder')].sort((a, b) => (a.offerId < b.offerId ? -1 : 1))).toMatchObject([
      { offerId: 'a', redeemed: { at: fromMs + 5, orderId: 'o1', discountFen: 2_000, costFen: 2_500 } },
      { offerId: 'b', redeemed: null },
      { offerId: 'f', redeemed: { orderId: 'o2', costFen: 2_000 } },
    ])
  })
})
