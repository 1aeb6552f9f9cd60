import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type CouponSide, couponNow, couponSide, hour, lin, minute, orderWith, zhao } from './coupon-side.ts'

const day = 24 * hour

describe.each(engines)('coupon history on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
    await side.addOffer('gift', { rewards: [{ kind: 'gift', item: '小样', costFen: 3000 }], minSpendFen: 0 })
    await side.members.signedIn({ userId: 'zhao', name: '赵宁', departments: [1] })
  })
  beforeEach(() => {
    side.clock.now = couponNow
  })
  afterAll(() => database.destroy())

  const historyOf = (customerId: string, asOf: number) =>
    side.coupons.couponHistory(database.db, customerId, asOf)

  it('counts what is open and what was redeemed within 365 days', async () => {
    const customerId = await side.addCustomer('yearly')
    const { couponId } = (await side.issue('yearly')).coupon
    expect(await historyOf(customerId, couponNow)).toEqual({
      openAndRedeemedFen: 3000,
      liveCoupons: [
        { couponId, offerId: 'off', state: 'issued', issuedAt: couponNow, expiresAt: couponNow + day },
      ],
      received: [{ offerId: 'off', rewardKinds: ['amount'], issuedAt: couponNow, state: 'issued' }],
    })
    await side.coupons.claim(couponId, 'device')
    await side.coupons.redeem('shop', orderWith((await side.stored(couponId)).code, 'yearly-order'))
    const counted = async (asOf: number) => (await historyOf(customerId, asOf)).openAndRedeemedFen
    expect(await counted(couponNow + 365 * day - 1)).toBe(3000)
    expect(await counted(couponNow + 365 * day)).toBe(0)
  })

  it('leaves out what lapsed or was voided, and shows ends that nobody booked', async () => {
    const customerId = await side.addCustomer('left-out')
    const voided = (await side.issue('left-out', 'gift')).coupon
    await side.coupons.void(lin, voided.couponId, { reason: 'cancelled' })
    await side.issue('left-out')
    const lapsed = await historyOf(customerId, couponNow + 10 * minute)
    expect(lapsed).toEqual({ openAndRedeemedFen: 0, liveCoupons: [], received: [] })
  })

  it('keeps an expired coupon among what was received', async () => {
    const customerId = await side.addCustomer('kept')
    const { couponId } = (await side.issue('kept', 'gift')).coupon
    await side.coupons.markSent(lin, couponId, 'wm-kept')
    const { liveCoupons, received } = await historyOf(customerId, couponNow + day + 1)
    expect(liveCoupons).toEqual([])
    expect(received).toMatchObject([{ offerId: 'gift', rewardKinds: ['gift'], state: 'expired' }])
  })

  it('lists the latest first, with names, and who the viewer is', async () => {
    const customerId = await side.addCustomer('listed', [lin, zhao])
    const first = (await side.issue('listed', 'off', zhao)).coupon
    await side.coupons.void(lin, first.couponId, { reason: 'advisor' })
    side.clock.now += minute
    const second = (await side.issue('listed')).coupon
    const listed = await side.coupons.listForCustomer(database.db, customerId, 'lin')
    expect(listed.map(({ couponId, issuedBy, isMine }) => [couponId, issuedBy, isMine])).toEqual([
      [second.couponId, 'lin', true],
      [first.couponId, '赵宁', false],
    ])
  })

  it('answers what changed since, and a few seconds of overlap', async () => {
    const customerId = await side.addCustomer('changing')
    const { couponId } = (await side.issue('changing')).coupon
    const changed = async (since: number) =>
      (await side.coupons.changedSince(database.db, customerId, 'lin', since)).map(({ state }) => state)
    expect(await changed(couponNow + 4999)).toEqual(['issued'])
    expect(await changed(couponNow + 5000)).toEqual([])
    side.clock.now += minute
    await side.coupons.open(couponId)
    expect(await changed(couponNow + 5000)).toEqual(['opened'])
    side.clock.now = couponNow + day + 1
    expect(await changed(couponNow + day)).toEqual(['expired'])
  })

  it('knows when the customer last opened or claimed', async () => {
    const customerId = await side.addCustomer('active')
    const { couponId } = (await side.issue('active')).coupon
    expect(await side.coupons.lastOpenedOrClaimedAt(database.db, customerId)).toBeNull()
    side.clock.now += minute
    await side.coupons.open(couponId)
    side.clock.now += minute
    await side.coupons.claim(couponId, 'device')
    expect(await side.coupons.lastOpenedOrClaimedAt(database.db, customerId)).toBe(couponNow + 2 * minute)
  })
})
