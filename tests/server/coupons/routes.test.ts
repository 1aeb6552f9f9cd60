import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type ClaimApp, claimApp } from '../claims/claim-app.ts'
import { zhao } from './coupon-side.ts'

describe.each(engines)('coupon routes on $name', ({ open }) => {
  let database: TestDatabase
  let side: ClaimApp
  beforeAll(async () => {
    database = await open()
    side = await claimApp(database.db)
    await side.addOffer('off')
  })
  afterAll(async () => {
    await side.app.close()
    await database.destroy()
  })

  async function post(url: string, body: object, headers: Record<string, string> = { 'x-user': 'lin' }) {
    const response = await side.app.inject({ method: 'POST', url: `/api/v1${url}`, payload: body, headers })
    return { status: response.statusCode, body: response.json() }
  }
  const asShop = { authorization: 'Bearer redeem' }

  it('answer a repeated tap from memory: one key, one coupon', async () => {
    await side.addCustomer('tap')
    const headers = { 'x-user': 'lin', 'idempotency-key': 'tap-1' }
    const tap = (body: object) => post('/customers/wm-tap/coupons', body, headers)
    const taps = await Promise.all(Array.from({ length: 5 }, () => tap({ offerId: 'off' })))
    expect(new Set(taps.map(({ body }) => body.coupon.couponId)).size).toBe(1)
    expect(taps.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await tap({ offerId: 'another' })).toMatchObject({ status: 409, body: { code: 'key_reused' } })
    const other = { 'x-user': 'lin', 'idempotency-key': 'tap-2' }
    const again = await post('/customers/wm-tap/coupons', { offerId: 'off' }, other)
    expect(again).toMatchObject({ status: 409, body: { code: 'live_coupon' } })
  })

  it('carry a coupon from issue to refund', async () => {
    await side.addCustomer('whole')
    const issued = await post('/customers/wm-whole/coupons', { offerId: 'off', ruleId: 'NBA-05' })
    expect(issued.status).toBe(200)
    const { couponId } = issued.body.coupon
    const sent = await post(`/coupons/${couponId}/sent`, { chatExternalUserId: 'wm-whole' })
    expect(sent.body.coupon.state).toBe('sent')
    const customer = side.device()
    const token = issued.body.card.link.split('/').at(-1)
    const { code } = await customer.take(token)
    const order = {
      code,
      orderId: 'whole-1',
      orderAmountFen: 30_000,
      occurredAt: new Date(side.clock.now).toISOString(),
    }
    const redeemed = await post('/coupons/redeem', order, asShop)
    expect(redeemed).toEqual({
      status: 200,
      body: { couponId, orderId: 'whole-1', discountFen: 3000, redeemedAt: side.clock.now },
    })
    expect(await post('/coupons/redeem', { ...order, orderId: 'whole-2' }, asShop)).toMatchObject({
      status: 409,
    })
    const reversed = await post('/coupons/reverse', { orderId: 'whole-1', reason: '退货' }, asShop)
    expect(reversed).toMatchObject({ status: 200, body: { isReversed: true, state: 'refunded' } })
    const events = await database.db
      .selectFrom('couponEvent')
      .select('actor')
      .where('couponId', '=', couponId)
      .where('toState', 'in', ['redeemed', 'refunded'])
      .execute()
    expect(events.map(({ actor }) => actor)).toEqual(['key-shop', 'key-shop'])
  })

  it('say no with the codes of the contract', async () => {
    await side.addCustomer('own')
    await side.addCustomer('foreign', [zhao])
    const { couponId } = (await side.issue('own')).coupon
    const foreign = (await side.issue('foreign', 'off', zhao)).coupon.couponId
    const cases: [string, object, Record<string, string> | undefined, number, string][] = [
      ['/customers/wm-own/coupons', { offerId: 'off' }, {}, 401, 'unauthenticated'],
      ['/customers/wm-foreign/coupons', { offerId: 'off' }, undefined, 404, 'not_found'],
      ['/customers/wm-own/coupons', {}, undefined, 400, 'invalid_input'],
      [`/coupons/${couponId}/sent`, { chatExternalUserId: 'wm-foreign' }, undefined, 422, 'wrong_customer'],
      [`/coupons/${foreign}/sent`, { chatExternalUserId: 'wm-foreign' }, undefined, 404, 'not_found'],
      [`/coupons/${foreign}/void`, { reason: 'advisor' }, undefined, 404, 'not_found'],
      [`/coupons/${couponId}/void`, { reason: 'because' }, undefined, 400, 'invalid_input'],
      ['/coupons/redeem', { code: 'X', orderId: 'o', orderAmountFen: 1 }, undefined, 401, 'bad_key'],
      ['/coupons/redeem', { code: 'X', orderId: 'o', orderAmountFen: 1 }, asShop, 404, 'unknown_coupon'],
      ['/coupons/redeem', { code: 'X', orderId: 'o', orderAmountFen: -1 }, asShop, 400, 'invalid_input'],
      ['/coupons/reverse', { orderId: 'o' }, asShop, 400, 'invalid_input'],
    ]
    for (const [url, body, headers, status, code] of cases) {
      expect(await post(url, body, headers), url).toMatchObject({ status, body: { code } })
    }
    expect((await side.stored(couponId)).state).toBe('issued')
  })

  it('refuse a write that comes from another site', async () => {
    const headers = { 'x-user': 'lin', 'sec-fetch-site': 'cross-site' }
    const answer = await post('/customers/wm-own/coupons', { offerId: 'off' }, headers)
    expect(answer).toMatchObject({ status: 403, body: { code: 'cross_site' } })
  })
})
