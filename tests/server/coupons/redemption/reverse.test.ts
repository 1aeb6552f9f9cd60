import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { codeOf, type CouponSide, couponNow, couponSide, hour, lin, orderWith } from '../coupon-side.ts'

describe.each(engines)('reversing on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
  })
  beforeEach(() => {
    side.clock.now = couponNow
  })
  afterAll(() => database.destroy())

  async function redeemed() {
    made += 1
    const name = `reverse${made}`
    const orderId = `order${made}`
    await side.addCustomer(name)
    const { couponId } = (await side.issue(name)).coupon
    await side.coupons.markSent(lin, couponId, `wm-${name}`)
    const { code } = await side.stored(couponId)
    const redeem = (id = orderId) => side.coupons.redeem('shop', orderWith(code, id))
    const reverse = (refundedFen?: number, id = orderId) =>
      side.coupons.reverse(id, { refundedFen, reason: '七天无理由', actor: 'shop' })
    await redeem()
    return {
      couponId,
      orderId,
      redeem,
      reverse,
      usedFen: () => side.used('customer', `cus-${name}`, '2026-03'),
    }
  }

  it('gives the cost back and opens the coupon again for at least 24 hours', async () => {
    const { couponId, orderId, reverse, usedFen } = await redeemed()
    side.clock.now = couponNow + 20 * hour
    const first = await reverse()
    const expiresAt = couponNow + 44 * hour
    expect(first).toEqual({ orderId, couponId, isReversed: true, state: 'refunded', expiresAt })
    expect(await usedFen()).toBe(0)
    side.clock.now += hour
    expect(await reverse()).toEqual(first)
    expect(await side.entriesOf(couponId)).toHaveLength(9)
  })

  it('moves nothing for less than what was paid; the sum paid is the whole', async () => {
    const { couponId, orderId, reverse, usedFen } = await redeemed()
    const unchanged = {
      orderId,
      couponId,
      isReversed: false,
      state: 'redeemed',
      expiresAt: couponNow + 24 * hour,
    }
    expect(await reverse(26_999)).toEqual(unchanged)
    expect(await reverse(0)).toEqual(unchanged)
    expect(await usedFen()).toBe(3000)
    expect(await reverse(27_000)).toMatchObject({ isReversed: true })
  })

  it('knows nothing of an order without a coupon', async () => {
    const answer = await side.coupons.reverse('no-such-order', { reason: 'x', actor: 'shop' })
    expect(answer).toEqual({
      orderId: 'no-such-order',
      couponId: null,
      isReversed: false,
      state: null,
      expiresAt: null,
    })
  })

  it('lets the same order redeem anew, and reverses that too', async () => {
    const { redeem, reverse, usedFen } = await redeemed()
    await reverse()
    side.clock.now += hour
    expect((await redeem()).redeemedAt).toBe(couponNow + hour)
    expect(await usedFen()).toBe(3000)
    const second = await reverse()
    expect(second).toMatchObject({ isReversed: true, expiresAt: couponNow + 25 * hour })
    expect(await usedFen()).toBe(0)
  })

  it('answers for the first order as before when another one used the coupon since', async () => {
    const { orderId, redeem, reverse, usedFen } = await redeemed()
    const first = await reverse()
    await redeem(`${orderId}-next`)
    expect(await reverse()).toEqual(first)
    expect(await usedFen()).toBe(3000)
  })

  it('ends the reopened coupon in its time and frees nothing twice', async () => {
    const { couponId, redeem, reverse, usedFen } = await redeemed()
    const { expiresAt } = await reverse()
    side.clock.now = (expiresAt ?? 0) + 1
    expect(await codeOf(redeem('later-order'))).toBe('coupon_ended')
    await side.coupons.sweep(side.clock.now)
    expect([(await side.stored(couponId)).state, await usedFen()]).toEqual(['expired', 0])
  })

  it('reverses once when told twenty times at once', async () => {
    const { couponId, reverse, usedFen } = await redeemed()
    const answers = await Promise.all(Array.from({ length: 20 }, () => reverse()))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await side.entriesOf(couponId)).toHaveLength(9)
    expect(await usedFen()).toBe(0)
  })

  it('joins the transaction of an ingest and goes back with it', async () => {
    const { couponId, orderId, usedFen } = await redeemed()
    const failing = database.db.transaction().execute(async (trx) => {
      await side.coupons.reverseForOrder(trx, orderId, { reason: 'order refunded', actor: 'ingest' })
      throw new Error('the batch failed')
    })
    await expect(failing).rejects.toThrow('the batch failed')
    expect([(await side.stored(couponId)).state, await usedFen()]).toEqual(['redeemed', 3000])
  })
})
