import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { codeOf, type CouponSide, couponNow, couponSide, lin, minute, zhao } from '../coupon-side.ts'

describe.each(engines)('marking sent on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
    await side.addCustomer('other')
  })
  beforeEach(() => {
    side.clock.now = couponNow
    side.rules.refusal = null
    side.rules.costFen = 3000
  })
  afterAll(() => database.destroy())

  async function issued() {
    made += 1
    const name = `sent${made}`
    await side.addCustomer(name, [lin])
    const { couponId } = (await side.issue(name)).coupon
    return { name, couponId, send: (actor = lin) => side.coupons.markSent(actor, couponId, `wm-${name}`) }
  }

  it('moves once and counts one touch, however often it is told', async () => {
    const { couponId, send } = await issued()
    const first = await send()
    side.clock.now += minute
    expect(await send()).toEqual(first)
    expect(first.coupon).toMatchObject({ state: 'sent', sentAt: couponNow })
    expect(await side.touchesOf(couponId)).toMatchObject([{ userId: 'lin', text: '满299减30', via: 'sent' }])
  })

  it('counts one touch when told at the same moment', async () => {
    const { couponId, send } = await issued()
    await Promise.all(Array.from({ length: 8 }, () => send()))
    expect(await side.touchesOf(couponId)).toHaveLength(1)
  })

  it('refuses another chat and moves nothing', async () => {
    const { couponId } = await issued()
    expect(await codeOf(side.coupons.markSent(lin, couponId, 'wm-other'))).toBe('wrong_customer')
    expect(await codeOf(side.coupons.markSent(lin, couponId, 'wm-nobody'))).toBe('wrong_customer')
    expect(await side.stored(couponId)).toMatchObject({ state: 'issued', sentAt: null })
    expect(await side.touchesOf(couponId)).toEqual([])
  })

  it('is not_found for an advisor who does not follow the customer, as for an unknown id', async () => {
    const { name, couponId } = await issued()
    expect(await codeOf(side.coupons.markSent(zhao, couponId, `wm-${name}`))).toBe('not_found')
    expect(await codeOf(side.coupons.markSent(lin, 'cpn_unknown', `wm-${name}`))).toBe('not_found')
  })

  it('stays as it is when the customer opened the card first', async () => {
    const { couponId, send } = await issued()
    await side.coupons.open(couponId)
    expect((await send()).coupon.state).toBe('opened')
    expect(await side.touchesOf(couponId)).toHaveLength(1)
  })

  it('revives a coupon that lapsed before the word came, if it could be issued now', async () => {
    const { name, couponId, send } = await issued()
    side.clock.now = couponNow + 15 * minute
    await side.coupons.sweep(side.clock.now)
    expect((await side.stored(couponId)).state).toBe('lapsed')
    expect(await side.used('customer', `cus-${name}`, '2026-03')).toBe(0)
    expect((await send()).coupon).toMatchObject({ state: 'sent', sentAt: side.clock.now, endedAt: null })
    expect(await side.used('customer', `cus-${name}`, '2026-03')).toBe(3000)
    expect(await side.touchesOf(couponId)).toHaveLength(1)
  })

  it.each([
    ['the rules refuse it', () => (side.rules.refusal = '超12个月上限')],
    ['the caps leave less than it costs', () => (side.rules.costFen = 2999)],
  ])('stays lapsed when %s, but the touch counts once', async (_case, change) => {
    const { name, couponId, send } = await issued()
    side.clock.now = couponNow + 10 * minute
    change()
    expect((await send()).coupon).toMatchObject({ state: 'lapsed', sentAt: side.clock.now })
    expect((await send()).coupon.state).toBe('lapsed')
    expect(await side.touchesOf(couponId)).toHaveLength(1)
    expect(await side.used('customer', `cus-${name}`, '2026-03')).toBe(0)
  })

  it('says that the state changed when the coupon was voided meanwhile', async () => {
    const { couponId, send } = await issued()
    await side.coupons.void(lin, couponId, { reason: 'cancelled' })
    expect(await codeOf(send())).toBe('wrong_state')
    expect(await side.touchesOf(couponId)).toEqual([])
  })
})
