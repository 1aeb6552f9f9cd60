import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/domain/calendar.ts'
import { testNow } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { advisor, openStore, type Store } from '../server/journey/store.ts'

const offerId = 'starter-ladder'

describe.each(engines)('9: the ways of a claim link on $name', ({ open }) => {
  let store: Store
  let place = -1
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  /** A coupon of one customer, sent; its own device, a stranger's, and the till. */
  async function sent() {
    place += 1
    store.clock.at = testNow
    const externalUserId = store.personId(place)
    const { couponId, token } = await store.send(place, offerId)
    const own = store.device()
    const orderId = `claim-${place}`
    return {
      couponId,
      own: (route: 'getClaim' | 'openClaim' | 'takeClaim') => own(route, token),
      view: async () => (await own('getClaim', token)).body.view,
      stranger: async (route: 'getClaim' | 'takeClaim') => (await store.device()(route, token)).body,
      take: async () => (await own('takeClaim', token)).body.code,
      redeem: (code: string, id = orderId) =>
        store.shop('redeemCoupon', { code, orderId: id, orderAmountFen: 30_000, externalUserId }),
      reverse: (refundedFen?: number) =>
        store.shop('reverseCoupon', {
          orderId,
          reason: '退货',
          ...(refundedFen === undefined ? {} : { refundedFen }),
        }),
      state: async () => {
        const { body } = await store.as(advisor)('getPanel', { params: { externalUserId } })
        return body.recentCoupons.data[0].state
      },
    }
  }

  it('forwarded before it was taken: whoever takes first has the code, nobody else ever', async () => {
    const coupon = await sent()
    expect(await coupon.stranger('getClaim')).toMatchObject({ view: 'open', code: null, greeting: null })
    const code = await coupon.take()
    expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/)
    for (const route of ['getClaim', 'takeClaim'] as const)
      expect(await coupon.stranger(route)).toMatchObject({ view: 'taken', code: null, codeQrSvg: null })
    expect((await coupon.own('getClaim')).body).toMatchObject({ view: 'claimed', code })
  })

  it('expired: open in the last millisecond, over one later, and the code redeems no more', async () => {
    const coupon = await sent()
    store.clock.at = testNow + dayMs
    expect(await coupon.view()).toBe('open')
    const code = await coupon.take()
    store.clock.at += 1
    expect((await coupon.own('getClaim')).body).toMatchObject({ view: 'expired', code: null })
    expect(await coupon.redeem(code)).toMatchObject({ status: 410 })
  })

  it('voided: by the advisor until it is taken, not after', async () => {
    const coupon = await sent()
    const voided = (couponId: string) =>
      store.as(advisor)('voidCoupon', { params: { couponId }, body: { reason: 'advisor' } })
    expect((await voided(coupon.couponId)).status).toBe(200)
    expect(await coupon.view()).toBe('voided')
    expect((await coupon.own('takeClaim')).body).toMatchObject({ view: 'voided', code: null })
    const taken = await sent()
    await taken.take()
    expect((await voided(taken.couponId)).status).toBe(409)
    expect(await taken.view()).toBe('claimed')
  })

  it('redeemed: used up, without the code, and refunded in part it stays so', async () => {
    const coupon = await sent()
    const code = await coupon.take()
    const { body } = await coupon.redeem(code)
    const paidFen = 30_000 - body.discountFen
    expect((await coupon.own('getClaim')).body).toMatchObject({ view: 'redeemed', code: null })
    expect((await coupon.reverse(paidFen - 1)).body).toMatchObject({ isReversed: false, state: 'redeemed' })
    expect([await coupon.view(), await coupon.state()]).toEqual(['redeemed', 'redeemed'])
    expect((await coupon.reverse(paidFen)).body).toMatchObject({ isReversed: true, state: 'refunded' })
  })

  it('refunded with more than 24 hours to go is impossible to lengthen; within them it gets 24 hours', async () => {
    const coupon = await sent()
    const code = await coupon.take()
    await coupon.redeem(code)
    store.clock.at = testNow + 2 * hourMs
    const reversed = await coupon.reverse()
    expect(reversed.body).toMatchObject({ isReversed: true, expiresAt: testNow + 26 * hourMs })
    expect((await coupon.own('getClaim')).body).toMatchObject({ view: 'claimed', code })
    expect((await coupon.redeem(code, 'again')).status).toBe(200)
  })

  it('refunded after it ended: open for 24 hours from the refund, and not a millisecond longer', async () => {
    const coupon = await sent()
    const code = await coupon.take()
    await coupon.redeem(code)
    const refundedAt = testNow + 3 * dayMs
    store.clock.at = refundedAt
    expect((await coupon.reverse()).body).toMatchObject({ expiresAt: refundedAt + dayMs })
    store.clock.at = refundedAt + dayMs
    expect(await coupon.view()).toBe('claimed')
    store.clock.at += 1
    expect(await coupon.view()).toBe('expired')
    expect(await coupon.redeem(code, 'late')).toMatchObject({ status: 410 })
  })
})
