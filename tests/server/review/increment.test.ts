import type { Insertable } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Schema } from '../../../src/server/db/schema.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { dayMs, decisionRow, hourMs, orderRow, reviewStore, type ReviewStore } from './review-store.ts'

const groupSize = 4000
const since = testNow - 20 * dayMs

describe.each(engines)('the increment of offers on $name', ({ open }) => {
  let store: ReviewStore
  beforeAll(async () => {
    store = await reviewStore(await open())
    const decisions: Insertable<Schema['decision']>[] = []
    const orders: Insertable<Schema['purchaseOrder']>[] = []
    for (let place = 0; place < groupSize; place += 1) {
      const [treated, held] = [`t${place}`, `h${place}`]
      decisions.push({ ...decisionRow(treated, treated), createdAt: since + 1 })
      // One short of the size: the last of the hold-out comes later.
      if (place > 0)
        decisions.push({
          ...decisionRow(held, held),
          createdAt: since,
          mode: 'holdOut',
          chosenOfferId: null,
        })
      // 12 % against 10 %; an order before the decision, a refunded one and one to come count for nobody.
      if (place % 100 < 12) orders.push(orderRow(treated, `o-${treated}`, since + hourMs))
      if (place % 100 < 10) orders.push(orderRow(held, `o-${held}`, since + hourMs))
      if (place < 50) {
        orders.push(orderRow(treated, `before-${treated}`, since))
        orders.push({ ...orderRow(treated, `refunded-${treated}`, since + 2), status: 'refunded', netFen: 0 })
        orders.push(orderRow(treated, `later-${treated}`, testNow + hourMs + 1))
      }
    }
    // Decided before there was a hold-out: in neither group.
    decisions.push({ ...decisionRow('early', 'early'), createdAt: since - 1 })
    for (let place = 0; place < decisions.length; place += 500)
      await store.db
        .insertInto('decision')
        .values(decisions.slice(place, place + 500))
        .execute()
    for (let place = 0; place < orders.length; place += 500)
      await store.db
        .insertInto('purchaseOrder')
        .values(orders.slice(place, place + 500))
        .execute()
    const redeemed = { state: 'redeemed' as const, redeemedAt: since + hourMs, issuedAt: since + 2 }
    for (const place of [0, 1, 2, 3])
      await store.coupon(`t${place}`, `k${place}`, {
        ...redeemed,
        orderId: `o-t${place}`,
        orderAmountFen: 12_000,
        discountFen: 2_000,
      })
    await store.db
      .insertInto('orderCredit')
      .values({
        orderId: 'o-t0',
        customerId: 't0',
        method: 'code',
        couponId: 'k0',
        touchId: null,
        userId: 'lin',
        creditedFen: 10_000,
        orderedAt: since + hourMs,
        windowDays: 7,
        computedAt: since,
      })
      .execute()
  })
  afterAll(() => store.close())

  it('one customer short it says 还不能测 and gives no number', async () => {
    const { increment } = await store.review()
    expect(increment).toMatchObject({
      isMeasurable: false,
      treatedCustomers: groupSize,
      holdOutCustomers: groupSize - 1,
      missingCustomers: 1,
      text: '还不能测：两组各需4000位客户，较少的一组还差1位',
      orderLift: null,
      incrementalOrders: null,
      attributed: { orders: 1, creditedFen: 10_000 },
    })
  })

  it('with 4,000 in each group it is treated less hold-out, beside what is credited', async () => {
    await store.decision('h0', { mode: 'holdOut', chosenOfferId: null, createdAt: since })
    store.clock.at = testNow + hourMs - 1
    expect((await store.review()).increment).toMatchObject({ isMeasurable: false, asOf: testNow })
    store.clock.at = testNow + hourMs
    const { increment } = await store.review()
    const [rate, base] = [0.12, 0.1]
    const variance = (share: number) => (share * (1 - share)) / (groupSize - 1)
    expect(increment).toMatchObject({
      isMeasurable: true,
      missingCustomers: 0,
      treatedCustomers: groupSize,
      holdOutCustomers: groupSize,
      text: '每百位客户多2单（标准误0.7）',
      attributed: { orders: 1, creditedFen: 10_000 },
      period: { from: '2026-02-18', until: '2026-03-10' },
    })
    expect(increment.orderLift).toBeCloseTo(rate - base, 10)
    expect(increment.orderStandardError).toBeCloseTo(Math.sqrt(variance(rate) + variance(base)), 10)
    expect(increment.revenueLiftFen).toBeCloseTo(200, 6)
    expect(increment.incrementalOrders).toBeCloseTo(80, 6)
    // 70 % × 4,000 × 2.00 元 / (4 × 20 元) = 70; 2 % / (4 / 4,000) = 20.
    expect(increment.incrementalRoi).toBeCloseTo(70, 6)
    expect(increment.incrementality).toBeCloseTo(20, 6)
  })
})

describe.each(engines)('before there is a hold-out on $name', ({ open }) => {
  it('says so', async () => {
    const store = await reviewStore(await open())
    await store.decision('a')
    expect((await store.review()).increment).toMatchObject({
      isMeasurable: false,
      text: '还不能测：对照组还没有开始',
      treatedCustomers: 0,
      holdOutCustomers: 0,
    })
    await store.close()
  })
})
