import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { advisor, openStore, type Store } from './store.ts'

describe.each(engines)('the money of the journey on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const book = async () => {
    const { db } = store.context
    const coupons = await db.selectFrom('coupon').select(['couponId', 'state', 'costFen']).execute()
    const entries = await db.selectFrom('ledgerEntry').selectAll().execute()
    const uses = await db.selectFrom('budgetUse').selectAll().execute()
    const sum = (rows: { amountFen: number }[]) => rows.reduce((total, { amountFen }) => total + amountFen, 0)
    return {
      coupons,
      entries,
      uses,
      booked: (couponId: string) =>
        ['store', 'advisor', 'customer'].map((scope) =>
          sum(entries.filter((entry) => entry.couponId === couponId && entry.scope === scope)),
        ),
      usedTwice: uses.map(({ scope, scopeId, usedFen }) => {
        const own = entries.filter((entry) => entry.scope === scope && entry.scopeId === scopeId)
        return [usedFen, sum(own)]
      }),
    }
  }

  it('books each coupon at what it reserves or cost, and every budget at the sum', async () => {
    const { send, device, shop, as } = store
    const live = await send(0, 'starter-ladder')
    const voided = await send(1, 'starter-ladder')
    const used = await send(2, 'starter-ladder')
    const returned = await send(3, 'starter-percent-capped')

    const params = { couponId: voided.couponId }
    const withdrawn = await as(advisor)('voidCoupon', { params, body: { reason: 'advisor' } })
    expect(withdrawn).toMatchObject({ status: 200, body: { coupon: { state: 'voided' } } })
    for (const [{ token }, orderId] of [
      [used, 'till-used'],
      [returned, 'till-returned'],
    ] as const) {
      const { body } = await device()('takeClaim', token)
      const order = { code: body.code, orderId, orderAmountFen: 30_000 }
      expect((await shop('redeemCoupon', order)).status).toBe(200)
    }
    await shop('reverseCoupon', { orderId: 'till-returned', reason: '退货' })

    const { coupons, booked, usedTwice, uses } = await book()
    const costOf = (couponId: string) => coupons.find((coupon) => coupon.couponId === couponId)?.costFen
    expect(costOf(live.couponId)).toBe(3_000)
    expect(booked(live.couponId)).toEqual([3_000, 3_000, 3_000])
    expect(booked(voided.couponId)).toEqual([0, 0, 0])
    expect(booked(used.couponId)).toEqual([1_800, 1_800, 1_800])
    expect(booked(returned.couponId)).toEqual([0, 0, 0])
    expect(Object.fromEntries(coupons.map(({ couponId, state }) => [couponId, state]))).toEqual({
      [live.couponId]: 'sent',
      [voided.couponId]: 'voided',
      [used.couponId]: 'redeemed',
      [returned.couponId]: 'refunded',
    })
    expect(uses.length).toBeGreaterThanOrEqual(6)
    for (const [counted, summed] of usedTwice) expect(counted).toBe(summed)
    const ofStore = uses.find(({ scope, periodKey }) => scope === 'store' && periodKey === 'total')
    expect(ofStore?.usedFen).toBe(3_000 + 1_800)
  })

  it('reserves once when the same tap arrives ten times at once', async () => {
    const params = { externalUserId: store.personId(5) }
    const headers = { 'idempotency-key': 'ten-taps' }
    const body = { offerId: 'starter-ladder' }
    const taps = await Promise.all(
      Array.from({ length: 10 }, () => store.as(advisor)('issueCoupon', { params, body, headers })),
    )
    expect(new Set(taps.map((tap) => JSON.stringify(tap))).size).toBe(1)
    expect(taps[0]?.status).toBe(200)
    const couponId = String(taps[0]?.body.coupon.couponId)
    expect((await book()).booked(couponId)).toEqual([3_000, 3_000, 3_000])
  })

  it('redeems once when ten tills race with orders of their own', async () => {
    const { token } = await store.send(6, 'starter-ladder')
    const { body } = await store.device()('takeClaim', token)
    const races = await Promise.all(
      Array.from({ length: 10 }, (_, till) =>
        store.shop('redeemCoupon', { code: body.code, orderId: `race-${till}`, orderAmountFen: 30_000 }),
      ),
    )
    expect(races.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
  })
})
