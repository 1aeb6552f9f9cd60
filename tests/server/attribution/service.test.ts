import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderRow } from '../../../src/contract/ingest.ts'
import { createAttribution } from '../../../src/server/attribution/service.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type CouponSide, couponNow, couponSide, hour, lin, orderWith } from '../coupons/coupon-side.ts'
import { shopSide } from '../ingest/shop-side.ts'

const day = 24 * hour

describe.each(engines)('credits of orders on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  let shop: ReturnType<typeof shopSide>
  let made = 0
  let name = ''
  const attribution = createAttribution()
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    shop = shopSide(database.db)
    await side.addOffer('off')
  })
  afterAll(() => database.destroy())
  beforeEach(async () => {
    made += 1
    name = `her${made}`
    side.clock.now = couponNow
    await side.addCustomer(name)
    await database.db
      .insertInto('identity')
      .values({
        kind: 'externalUserId',
        value: `wm-${name}`,
        customerId: `cus-${name}`,
        source: 'wecom',
        createdAt: couponNow,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await changeSettings(side.context, { rules: {} })
  })

  async function touched(touchId: string, startedAt: number, userId = 'lin', couponId: string | null = null) {
    const counts = { lastBubbleAt: startedAt, bubbles: 1, isReply: 0 }
    await database.db
      .insertInto('touch')
      .values({
        touchId: `${touchId}-${name}`,
        customerId: `cus-${name}`,
        userId,
        contentType: 'other',
        couponId,
        startedAt,
        ...counts,
      })
      .execute()
  }
  async function ordered(changes: Partial<OrderRow> = {}, orderId = `o-${name}`) {
    const row: OrderRow = {
      orderId,
      externalUserId: `wm-${name}`,
      status: 'paid',
      createdAt: couponNow,
      paidAt: couponNow,
      items: [{ sku: 'S1', name: '精华', quantity: 1, unitPriceFen: 32_000 }],
      paidFen: 32_000,
      ...changes,
    }
    const outcomes = await database.db
      .transaction()
      .execute((trx) => shop.orders.store(trx, [row], couponNow))
    expect(outcomes).toHaveLength(1)
  }
  const credit = (orderId = `o-${name}`) =>
    database.db
      .selectFrom('orderCredit')
      .select(['method', 'touchId', 'couponId', 'userId', 'creditedFen', 'windowDays'])
      .where('orderId', '=', orderId)
      .executeTakeFirst()
  async function redeemed(orderId = `o-${name}`) {
    const { couponId } = (await side.issue(name)).coupon
    await side.coupons.markSent(lin, couponId, `wm-${name}`)
    await side.coupons.redeem('shop', orderWith((await side.stored(couponId)).code, orderId))
    return couponId
  }

  it.each([
    ['exactly 7 days', 7 * day, true],
    ['a millisecond more', 7 * day + 1, false],
  ])('go to the last touch of the window: %s before', async (_case, before, isCredited) => {
    await touched('old', couponNow - before, 'zhao')
    await ordered()
    const expected = { method: 'touch', touchId: `old-${name}`, userId: 'zhao', creditedFen: 32_000 }
    const found = await credit()
    if (isCredited) expect(found).toMatchObject({ ...expected, couponId: null, windowDays: 7 })
    else expect(found).toBeUndefined()
  })

  it('go to the last of several touches, once', async () => {
    await touched('first', couponNow - 2 * day)
    await touched('last', couponNow - day, 'zhao')
    await touched('later', couponNow + 1)
    await ordered()
    await ordered({ paidFen: 30_000 })
    expect(await credit()).toMatchObject({ touchId: `last-${name}`, creditedFen: 30_000 })
  })

  it('go to the coupon that was redeemed, before any later touch, whichever word comes first', async () => {
    await touched('last', couponNow - 1, 'zhao')
    await ordered()
    expect(await credit()).toMatchObject({ method: 'touch' })
    const couponId = await redeemed()
    await touched('coupon', couponNow - 30 * day, 'lin', couponId)
    expect(await credit()).toMatchObject({ method: 'code', couponId, userId: 'lin', creditedFen: 32_000 })
    await ordered({ shippingFen: 2_000 })
    expect(await credit()).toMatchObject({ method: 'code', touchId: `coupon-${name}`, creditedFen: 30_000 })
  })

  it('count a redemption whose order nobody has told yet, by its own amount', async () => {
    const couponId = await redeemed()
    const { orderAmountFen, discountFen } = await side.stored(couponId)
    const creditedFen = (orderAmountFen ?? 0) - (discountFen ?? 0)
    expect(creditedFen).toBeGreaterThan(0)
    expect(await credit()).toMatchObject({ method: 'code', couponId, touchId: null, creditedFen })
  })

  it('reach an order whose customer is known only afterwards, in the transaction that links them', async () => {
    await touched('early', couponNow - day)
    const phone = `1390000${String(1000 + made)}`
    await ordered({ externalUserId: undefined, phone })
    expect(await credit()).toBeUndefined()
    await ordered({ phone, paidFen: 1_000 }, `later-${name}`)
    expect(await credit()).toMatchObject({ method: 'touch', touchId: `early-${name}`, creditedFen: 32_000 })
  })

  it('are taken back when the order is refunded, and lowered by a part', async () => {
    await touched('t', couponNow - day)
    await ordered({ refundedFen: 12_000 })
    expect(await credit()).toMatchObject({ creditedFen: 20_000 })
    await ordered({ status: 'refunded', refundedFen: 32_000 })
    expect(await credit()).toBeUndefined()
    await ordered({ status: 'created', paidAt: undefined, paidFen: 0 }, `open-${name}`)
    expect(await credit(`open-${name}`)).toBeUndefined()
  })

  it('are taken back when the coupon is given back, although the order still says paid', async () => {
    await touched('t', couponNow - day)
    await ordered()
    await redeemed()
    await side.coupons.reverse(`o-${name}`, { reason: '退货', actor: 'shop' })
    expect(await credit()).toBeUndefined()
    await ordered({ deliveredAt: couponNow })
    expect(await credit()).toBeUndefined()
  })

  it('change with another window on recomputing, and come back', async () => {
    await touched('t', couponNow - 5 * day)
    await ordered()
    const again = async (days: number) => {
      await changeSettings(side.context, { rules: { 'CREDIT.days': days } })
      await recompute(side.context, { asOf: couponNow })
      return credit()
    }
    expect(await again(4)).toBeUndefined()
    expect(await again(5)).toMatchObject({ touchId: `t-${name}`, windowDays: 5 })
    await database.db.deleteFrom('touch').where('touchId', '=', `t-${name}`).execute()
    expect(await again(5)).toBeUndefined()
  })

  it('of a period are summed for any window, without storing anything', async () => {
    const at = couponNow + made * 1000 * day
    await touched('t', at - 6 * day, 'zhao')
    await ordered({ paidAt: at })
    await ordered({ paidAt: at + day, paidFen: 1_000 }, `next-${name}`)
    const before = await credit()
    const of = (windowDays: number, to = at + 1) =>
      attribution.attributionOf(database.db, { from: at, to, windowDays })
    const nothing = { orders: 0, creditedFen: 0 }
    const one = { orders: 1, creditedFen: 32_000 }
    expect(await of(6)).toEqual({
      orders: 1,
      orderFen: 32_000,
      byCode: nothing,
      byTouch: one,
      byUser: new Map([['zhao', one]]),
    })
    expect(await of(5)).toMatchObject({ orders: 1, byTouch: nothing, byUser: new Map() })
    expect(await of(7, at + 2 * day)).toMatchObject({
      orders: 2,
      byTouch: { orders: 2, creditedFen: 33_000 },
    })
    expect(await of(7, at)).toMatchObject({ orders: 0 })
    expect(await credit()).toEqual(before)
  })
})
