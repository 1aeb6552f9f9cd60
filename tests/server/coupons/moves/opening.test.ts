import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { type CouponSide, couponNow, couponSide, hour, lin, minute } from '../coupon-side.ts'

describe.each(engines)('opening and claiming on $name', ({ open }) => {
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
    side.rules.refusal = null
    side.rules.costFen = 3000
  })
  afterAll(() => database.destroy())

  async function issued() {
    made += 1
    const name = `open${made}`
    await side.addCustomer(name)
    const { couponId } = (await side.issue(name)).coupon
    return { name, couponId, usedFen: () => side.used('customer', `cus-${name}`, '2026-03') }
  }

  it('prove sending: the touch is the issuer’s, and counted once', async () => {
    const { couponId } = await issued()
    await side.coupons.open(couponId)
    await side.coupons.open(couponId)
    expect(await side.stored(couponId)).toMatchObject({
      state: 'opened',
      sentAt: couponNow,
      openedAt: couponNow,
    })
    expect(await side.touchesOf(couponId)).toMatchObject([{ userId: 'lin' }])
  })

  it('claim straight from issued, binding the first device only', async () => {
    const { couponId, usedFen } = await issued()
    await side.coupons.claim(couponId, 'one')
    await side.coupons.claim(couponId, 'two')
    expect(await side.stored(couponId)).toMatchObject({
      state: 'claimed',
      openedAt: couponNow,
      claimedAt: couponNow,
      deviceHash: 'one',
    })
    expect(await side.touchesOf(couponId)).toHaveLength(1)
    expect(await usedFen()).toBe(3000)
  })

  it('let exactly one of twenty devices have it', async () => {
    const { couponId } = await issued()
    const devices = Array.from({ length: 20 }, (_, n) => `device${n}`)
    await Promise.all(devices.map((device) => side.coupons.claim(couponId, device)))
    const events = await database.db
      .selectFrom('couponEvent')
      .select('toState')
      .where('couponId', '=', couponId)
      .where('toState', '=', 'claimed')
      .execute()
    expect(events).toHaveLength(1)
    expect(devices).toContain((await side.stored(couponId)).deviceHash)
  })

  it('revive a lapsed coupon to the last moment of its validity', async () => {
    const { couponId, usedFen } = await issued()
    side.clock.now = couponNow + hour
    await side.coupons.sweep(side.clock.now)
    expect(await usedFen()).toBe(0)
    side.clock.now = couponNow + 24 * hour
    await side.coupons.open(couponId)
    expect(await side.stored(couponId)).toMatchObject({ state: 'opened', endedAt: null })
    expect(await side.touchesOf(couponId)).toHaveLength(1)
    expect(await usedFen()).toBe(3000)
  })

  it('do not revive it one millisecond later', async () => {
    const { couponId, usedFen } = await issued()
    side.clock.now = couponNow + 24 * hour + 1
    await side.coupons.claim(couponId, 'device')
    expect(await side.stored(couponId)).toMatchObject({ openedAt: null, claimedAt: null })
    await side.coupons.sweep(side.clock.now)
    expect((await side.stored(couponId)).state).toBe('lapsed')
    expect(await usedFen()).toBe(0)
  })

  it.each([
    ['the rules refuse it', async () => void (side.rules.refusal = '超12个月上限')],
    ['the caps bear less now', async () => void (side.rules.costFen = 2999)],
    ['another coupon took its place', async (name: string) => void (await side.issue(name))],
    [
      'a budget is used up',
      async (name: string) => {
        const limit = { scope: 'customer', scopeId: `cus-${name}`, period: 'total' as const, limitFen: 2999 }
        await side.budgets.setLimit(database.db, limit)
      },
    ],
  ])('leave a lapsed coupon lapsed when %s', async (_case, change) => {
    const { name, couponId } = await issued()
    side.clock.now = couponNow + 10 * minute
    await side.coupons.sweep(side.clock.now)
    await change(name)
    const before = await side.used('store', 'store', 'total')
    await side.coupons.open(couponId)
    await side.coupons.claim(couponId, 'device')
    expect(await side.stored(couponId)).toMatchObject({ state: 'lapsed', openedAt: null, claimedAt: null })
    expect(await side.touchesOf(couponId)).toEqual([])
    expect(await side.used('store', 'store', 'total')).toBe(before)
  })

  it('change nothing on a voided coupon', async () => {
    const { couponId } = await issued()
    await side.coupons.void(lin, couponId, { reason: 'advisor' })
    await side.coupons.open(couponId)
    await side.coupons.claim(couponId, 'device')
    expect(await side.stored(couponId)).toMatchObject({ state: 'voided', openedAt: null, deviceHash: null })
  })
})
