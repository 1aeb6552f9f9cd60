import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dueEnd } from '../../../../src/server/coupons/moves/ends.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { type CouponSide, couponNow, couponSide, hour, lin, minute, orderWith } from '../coupon-side.ts'

describe('the end that is due', () => {
  const coupon = { issuedAt: 0, expiresAt: 24 * hour }
  it.each([
    ['issued', 10 * minute - 1, null],
    ['issued', 10 * minute, { move: 'lapse', state: 'lapsed', at: 10 * minute }],
    ['sent', 10 * minute, null],
    ['claimed', 24 * hour, null],
    ['claimed', 24 * hour + 1, { move: 'expire', state: 'expired', at: 24 * hour }],
    ['refunded', 24 * hour + 1, { move: 'expire', state: 'expired', at: 24 * hour }],
    ['redeemed', 24 * hour + 1, null],
    ['voided', 24 * hour + 1, null],
  ] as const)('of %s at %d ms', (state, asOf, end) => {
    expect(dueEnd({ ...coupon, state }, asOf, 10)).toEqual(end)
  })

  it('is the expiry when that comes before the lapse', () => {
    const late = { state: 'issued' as const, issuedAt: 0, expiresAt: 5 * minute }
    expect(dueEnd(late, 5 * minute, 10)).toBeNull()
    expect(dueEnd(late, 20 * minute, 10)).toEqual({ move: 'expire', state: 'expired', at: 5 * minute })
  })
})

describe.each(engines)('the sweep on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
  })
  beforeEach(() => {
    side.clock.now = couponNow
  })
  afterAll(() => database.destroy())

  it('ends what is due, frees the reserves and finds nothing the second time', async () => {
    const ids: Record<string, string> = {}
    for (const name of ['unsent', 'seen', 'used']) {
      await side.addCustomer(name)
      ids[name] = (await side.issue(name)).coupon.couponId
    }
    const [seen = '', used = ''] = [ids['seen'], ids['used']]
    await side.coupons.markSent(lin, seen, 'wm-seen')
    await side.coupons.claim(used, 'device')
    await side.coupons.redeem('shop', orderWith((await side.stored(used)).code, 'swept-order'))

    expect(await side.coupons.sweep(couponNow + 10 * minute - 1)).toBe(0)
    expect(await side.coupons.sweep(couponNow + 10 * minute)).toBe(1)
    expect(await side.coupons.sweep(couponNow + 24 * hour)).toBe(0)
    expect(await side.coupons.sweep(couponNow + 24 * hour + 1)).toBe(1)
    expect(await side.coupons.sweep(couponNow + 48 * hour)).toBe(0)
    const states = await Promise.all(Object.values(ids).map((id) => side.stored(id)))
    expect(states.map(({ state }) => state)).toEqual(['lapsed', 'expired', 'redeemed'])
    const usedFen = await Promise.all(
      ['unsent', 'seen', 'used'].map((name) => side.used('customer', `cus-${name}`, '2026-03')),
    )
    expect(usedFen).toEqual([0, 0, 3000])
  })

  it('shows an end that nobody has booked yet, and books it before any other move', async () => {
    await side.addCustomer('unbooked')
    const { couponId } = (await side.issue('unbooked')).coupon
    side.clock.now = couponNow + 10 * minute
    const [listed] = await side.coupons.listForCustomer(database.db, 'cus-unbooked', 'lin')
    expect(listed).toMatchObject({ state: 'lapsed', endedAt: side.clock.now })
    expect((await side.stored(couponId)).state).toBe('issued')
    const { coupon } = await side.issue('unbooked')
    expect(coupon.state).toBe('issued')
    expect((await side.stored(couponId)).state).toBe('lapsed')
  })

  it('runs beside itself without freeing twice', async () => {
    const names = Array.from({ length: 6 }, (_, n) => `beside${n}`)
    for (const name of names) {
      await side.addCustomer(name)
      await side.issue(name)
    }
    const asOf = couponNow + 11 * minute
    const ended = await Promise.all([
      side.coupons.sweep(asOf),
      side.coupons.sweep(asOf),
      side.coupons.sweep(asOf),
    ])
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(6)
    for (const name of names) expect(await side.used('customer', `cus-${name}`, '2026-03')).toBe(0)
  })
})
