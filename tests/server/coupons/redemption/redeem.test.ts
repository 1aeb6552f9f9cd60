import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import {
  codeOf,
  type CouponSide,
  couponNow,
  couponSide,
  hour,
  lin,
  minute,
  mixedRewards,
  orderWith,
} from '../coupon-side.ts'

describe.each(engines)('redeeming on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
    await side.addOffer('shipping', { rewards: mixedRewards, minSpendFen: 0 })
    await side.addOffer('stated', {
      rewards: [
        { kind: 'freeShipping', maxDiscountFen: 1000 },
        { kind: 'priceProtection', days: 7 },
      ],
      minSpendFen: 0,
    })
    await side.addOffer('percent', {
      rewards: [{ kind: 'percent', payPercent: 90, maxDiscountFen: 3000 }],
      minSpendFen: 0,
    })
    await side.addOffer('bound', { skus: ['S1'], minSpendFen: 0 })
    await side.addCustomer('other')
  })
  beforeEach(() => {
    side.clock.now = couponNow
  })
  afterAll(() => database.destroy())

  async function sent(offerId = 'off') {
    made += 1
    const name = `redeem${made}`
    await side.addCustomer(name)
    const { couponId } = (await side.issue(name, offerId)).coupon
    await side.coupons.markSent(lin, couponId, `wm-${name}`)
    const { code } = await side.stored(couponId)
    const redeem = (orderId: string, changes: object = {}) =>
      side.coupons.redeem('shop', orderWith(code, `${name}-${orderId}`, changes))
    return { name, couponId, code, redeem, usedFen: () => side.used('customer', `cus-${name}`, '2026-03') }
  }

  it('takes a sent coupon that nobody claimed, and answers the same for the same order', async () => {
    const { name, couponId, redeem } = await sent()
    const first = await redeem('a')
    expect(first).toEqual({ couponId, orderId: `${name}-a`, discountFen: 3000, redeemedAt: couponNow })
    side.clock.now += hour
    expect(await redeem('a', { orderAmountFen: 29_901 })).toEqual(first)
    expect(await codeOf(redeem('b'))).toBe('redeemed_elsewhere')
    expect(await side.entriesOf(couponId)).toHaveLength(6)
  })

  it('reads a code as people type it', async () => {
    const { couponId, code } = await sent()
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    expect((await side.coupons.redeem('shop', orderWith(typed, 'typed'))).couponId).toBe(couponId)
  })

  it.each(['ABCD-EFGH-JKLM', 'not a code', '0000-0000-0000'])('does not know %s', async (code) => {
    expect(await codeOf(side.coupons.redeem('shop', orderWith(code, 'x')))).toBe('unknown_coupon')
  })

  it('settles to what it really cost and frees the rest', async () => {
    const { redeem, usedFen } = await sent('percent')
    expect((await redeem('a', { orderAmountFen: 12_300 })).discountFen).toBe(1230)
    expect(await usedFen()).toBe(1230)
  })

  it('keeps the reserve of what is owed beside a discount of 0', async () => {
    const { redeem, usedFen } = await sent('shipping')
    expect(await redeem('a')).toMatchObject({ discountFen: 0, benefit: '包邮+7天价保' })
    expect(await usedFen()).toBe(3000)
  })

  it.each([
    [999, 999],
    [1000, 1000],
    [1001, 1000],
    [9900, 1000],
  ])(
    'free shipping takes of a fee of %i fen %i, never more than was reserved',
    async (shippingFen, taken) => {
      const stated = await sent('stated')
      expect(await stated.redeem('a', { shippingFen })).toMatchObject({ discountFen: taken })
      expect(await stated.usedFen()).toBe(3000 - 1000 + taken)
      const unstated = await sent('shipping')
      expect(await unstated.redeem('a', { shippingFen })).toMatchObject({ discountFen: taken })
      expect(await unstated.usedFen()).toBe(3000 - 1000 + taken)
    },
  )

  it('refuses orders that do not meet the conditions, and keeps the coupon', async () => {
    const low = await sent()
    expect(await codeOf(low.redeem('a', { orderAmountFen: 29_899 }))).toBe('conditions_not_met')
    expect((await low.redeem('a', { orderAmountFen: 29_900 })).discountFen).toBe(3000)
    const bound = await sent('bound')
    const item = { quantity: 1, unitPriceFen: 30_000 }
    expect(await codeOf(bound.redeem('a', { items: [{ sku: 'S2', ...item }] }))).toBe('conditions_not_met')
    expect((await bound.redeem('a', { items: [{ sku: 'S1', ...item }] })).discountFen).toBe(3000)
  })

  it('refuses another customer’s coupon and takes the owner’s', async () => {
    const { name, redeem } = await sent()
    expect(await codeOf(redeem('a', { externalUserId: 'wm-other' }))).toBe('wrong_customer')
    expect(await codeOf(redeem('a', { externalUserId: 'wm-nobody' }))).toBe('wrong_customer')
    expect((await redeem('a', { externalUserId: `wm-${name}` })).discountFen).toBe(3000)
  })

  it('takes one coupon for each order', async () => {
    const [one, two] = [await sent(), await sent()]
    await side.coupons.redeem('shop', orderWith(one.code, 'shared-order'))
    const second = codeOf(side.coupons.redeem('shop', orderWith(two.code, 'shared-order')))
    expect(await second).toBe('conditions_not_met')
  })

  it('is over after the last millisecond, for voided and for lapsed coupons', async () => {
    const inTime = await sent()
    const late = await sent()
    const voided = await sent()
    await side.coupons.void(lin, voided.couponId, { reason: 'advisor' })
    await side.addCustomer('lapsing')
    const { couponId } = (await side.issue('lapsing')).coupon
    const { code } = await side.stored(couponId)
    const unsent = (orderId: string) => codeOf(side.coupons.redeem('shop', orderWith(code, orderId)))
    expect(await unsent('early')).toBe('conditions_not_met')
    side.clock.now = couponNow + 10 * minute
    expect(await unsent('lapsed')).toBe('coupon_ended')
    side.clock.now = couponNow + 24 * hour
    expect((await inTime.redeem('a')).redeemedAt).toBe(couponNow + 24 * hour)
    side.clock.now += 1
    expect(await codeOf(late.redeem('a'))).toBe('coupon_ended')
    expect(await codeOf(voided.redeem('a'))).toBe('coupon_ended')
  })

  it('takes an order paid in time and told late, even after the expiry was booked', async () => {
    const { couponId, redeem, usedFen } = await sent()
    side.clock.now = couponNow + 30 * hour
    await side.coupons.sweep(side.clock.now)
    expect([(await side.stored(couponId)).state, await usedFen()]).toEqual(['expired', 0])
    const at = (occurredAt: number) => codeOf(redeem('a', { occurredAt }))
    expect(await at(couponNow + 24 * hour + 1)).toBe('coupon_ended')
    expect(await at(couponNow - 10 * minute - 1)).toBe('conditions_not_met')
    expect((await redeem('a', { occurredAt: couponNow + 24 * hour })).redeemedAt).toBe(couponNow + 24 * hour)
    expect(await usedFen()).toBe(3000)
    expect((await side.stored(couponId)).endedAt).toBeNull()
  })

  it('takes a clock that runs ahead for now', async () => {
    const { redeem } = await sent()
    expect((await redeem('a', { occurredAt: couponNow + 48 * hour })).redeemedAt).toBe(couponNow)
  })

  it('succeeds once when fifty orders use one code at once', async () => {
    const { redeem, couponId, usedFen } = await sent()
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => codeOf(redeem(`o${n}`))))
    expect(outcomes.filter((outcome) => outcome === 'redeemed_elsewhere')).toHaveLength(49)
    expect(await side.entriesOf(couponId)).toHaveLength(6)
    expect(await usedFen()).toBe(3000)
  })

  it('is not stopped by a clock that was set back after the issue', async () => {
    const { redeem } = await sent()
    side.clock.now = couponNow - hour
    expect((await redeem('a')).redeemedAt).toBe(couponNow)
    const told = await sent()
    side.clock.now = couponNow - 3 * hour
    // An order that was made that early is another matter.
    expect(await codeOf(told.redeem('a', { occurredAt: couponNow - 2 * hour }))).toBe('conditions_not_met')
  })
})
