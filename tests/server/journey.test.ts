import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/databases.ts'
import { advisor, netSpendFen, openStore, type Store } from './journey/store.ts'

const offerId = 'starter-ladder'
const codeShape = /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/

describe.each(engines)('the one journey over HTTP on $name', ({ open }) => {
  let store: Store
  let params: { externalUserId: string }
  let couponId = ''
  let token = ''
  let code = ''
  let customer: ReturnType<Store['device']>
  let order: Record<string, unknown>
  beforeAll(async () => {
    store = await openStore(await open())
    params = { externalUserId: store.personId(0) }
    customer = store.device()
  })
  afterAll(() => store.close())

  const recent = async () => {
    const { body } = await store.as(advisor)('getPanel', { params })
    return body.recentCoupons.data[0]
  }
  const storedCoupon = () => store.context.db.selectFrom('coupon').selectAll().executeTakeFirst()
  const eventCount = async () =>
    (await store.context.db.selectFrom('couponEvent').select('couponId').execute()).length

  it('begins with ten customers of whom only the shop has told', async () => {
    const { ingested, fit, people } = store
    expect(people).toHaveLength(10)
    expect(ingested.products.body).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
    expect(ingested.orders.body).toEqual({ accepted: 50, duplicates: 0, rejected: [] })
    expect(fit).toMatchObject({ model: 'mbg-nbd', customers: 10, repeaters: 10 })
    const known = await store.context.db.selectFrom('customer').select('externalUserId').execute()
    expect(known).toEqual(Array.from({ length: 10 }, () => ({ externalUserId: null })))
  })

  it('shows the earlier orders when the advisor opens the customer for the first time', async () => {
    const { status, body } = await store.as(advisor)('getPanel', { params })
    expect(status).toBe(200)
    expect(body.customer).toMatchObject({ ...params, isOwnedByMe: true, hasOrders: true, isOptedOut: false })
    expect(body.ltv.data).toMatchObject({ status: 'estimated', historyFen: netSpendFen, confidence: 'low' })
    expect(body.ltv.data.totalFen).toBe(netSpendFen + body.ltv.data.expectedFen)
    expect(body.ltv.data.totalFen).toBeGreaterThanOrEqual(30_000)
    expect(body.rfm.data.segmentName).not.toBe('')
    expect(body.lastOrder.data).not.toBeNull()
    expect(body.recommendation.data).toMatchObject({ noOffer: null, liveCouponId: null })
    expect(body.recommendation.data.offers.length).toBeGreaterThan(0)
    expect(body.recentCoupons).toEqual({ status: 'ready', data: [] })
    const { count } = await store.context.db
      .selectFrom('customer')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(10)
  })

  it('has at least four kinds of offer that fit inside what she is worth', async () => {
    const { body } = await store.as(advisor)('listOffers', { params })
    expect(
      new Set(body.eligible.map((offer: { kindName: string }) => offer.kindName)).size,
    ).toBeGreaterThanOrEqual(4)
    for (const { costFen, capFen } of body.eligible) expect(costFen).toBeLessThanOrEqual(capFen)
    for (const { refusals } of body.refused) expect(refusals.length).toBeGreaterThan(0)
  })

  it('issues one coupon per tap, however often the tap is told', async () => {
    const tap = (body: object) =>
      store.as(advisor)('issueCoupon', { params, body, headers: { 'idempotency-key': 'tap-1' } })
    const first = await tap({ offerId })
    expect(first).toMatchObject({ status: 200, body: { coupon: { offerId, state: 'issued', isMine: true } } })
    expect(await tap({ offerId })).toEqual(first)
    const other = await tap({ offerId: 'starter-free-shipping' })
    expect(other).toMatchObject({ status: 409, body: { code: 'key_reused' } })
    const second = await store.as(advisor)('issueCoupon', { params, body: { offerId } })
    expect(second).toMatchObject({ status: 409, body: { code: 'live_coupon' } })
    couponId = first.body.coupon.couponId
    const link = String(first.body.card.link)
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/c\/[\w-]{22,}$/)
    token = link.split('/').at(-1) ?? ''
    expect(await store.context.db.selectFrom('coupon').select('couponId').execute()).toEqual([{ couponId }])
  })

  it('counts the card as one touch once WeCom took it', async () => {
    const body = { chatExternalUserId: params.externalUserId }
    const sent = await store.as(advisor)('markCouponSent', { params: { couponId }, body })
    expect(sent).toMatchObject({ status: 200, body: { coupon: { state: 'sent' } } })
    expect((await store.as(advisor)('markCouponSent', { params: { couponId }, body })).body).toEqual(
      sent.body,
    )
    const { body: touched } = await store.as(advisor)('listTouches', { params })
    expect(touched.touches).toHaveLength(1)
  })

  it('changes nothing when a link scanner reads the page, and opens it for a person', async () => {
    const before = [await storedCoupon(), await eventCount()]
    const read = await store.device()('getClaim', token)
    expect(read.body).toMatchObject({ view: 'open', code: null, greeting: null, reason: null })
    expect([await storedCoupon(), await eventCount()]).toEqual(before)
    expect((await customer('openClaim', token)).body).toMatchObject({ view: 'open', code: null })
    expect(await recent()).toMatchObject({ couponId, state: 'opened', openedAt: store.clock.at })
  })

  it('shows the code on the device that took it and on no other', async () => {
    const taken = await customer('takeClaim', token)
    expect(taken.body).toMatchObject({ view: 'claimed', code: expect.stringMatching(codeShape) })
    expect(taken.body.codeQrSvg).toMatch(/^<svg/)
    code = taken.body.code
    expect((await customer('getClaim', token)).body.code).toBe(code)
    const stranger = store.device()
    for (const route of ['getClaim', 'openClaim', 'takeClaim', 'getClaim'] as const) {
      const { body } = await stranger(route, token)
      expect(body).toMatchObject({ view: 'taken', code: null, codeQrSvg: null })
      expect(JSON.stringify(body)).not.toContain(code)
    }
    expect((await recent()).state).toBe('claimed')
  })

  it('is redeemed with one order, once, under its conditions', async () => {
    order = { code, orderId: 'till-1', orderAmountFen: 32_000, ...params }
    const refusals: [changes: object, status: number, code: string][] = [
      [{ externalUserId: store.personId(1) }, 422, 'wrong_customer'],
      [{ externalUserId: 'wmNobodyKnowsThisOne' }, 422, 'wrong_customer'],
      [{ orderAmountFen: 19_899 }, 422, 'conditions_not_met'],
      [{ code: 'ZZZZ-ZZZZ-ZZZZ' }, 404, 'unknown_coupon'],
      [{ code: '' }, 400, 'invalid_input'],
    ]
    for (const [changes, status, refusal] of refusals) {
      const answer = await store.shop('redeemCoupon', { ...order, ...changes })
      expect(answer, refusal).toMatchObject({ status, body: { code: refusal } })
    }
    const redeemed = await store.shop('redeemCoupon', order)
    expect(redeemed).toEqual({
      status: 200,
      body: { couponId, orderId: 'till-1', discountFen: 1_800, redeemedAt: store.clock.at },
    })
    store.clock.at += 1000
    expect(await store.shop('redeemCoupon', order)).toEqual(redeemed)
    const other = await store.shop('redeemCoupon', { ...order, orderId: 'till-2' })
    expect(other).toMatchObject({ status: 409, body: { code: 'redeemed_elsewhere' } })
    expect(await recent()).toMatchObject({ state: 'redeemed', orderId: 'till-1', discountFen: 1_800 })
  })

  it('stays spent after a partial refund, returns with the whole order, and can be used again', async () => {
    const reverse = (changes: object) =>
      store.shop('reverseCoupon', { orderId: 'till-1', reason: '退货', ...changes })
    expect((await reverse({ refundedFen: 5_000 })).body).toMatchObject({
      isReversed: false,
      state: 'redeemed',
    })
    const whole = await reverse({})
    expect(whole.body).toMatchObject({ couponId, isReversed: true, state: 'refunded' })
    expect((await reverse({})).body).toEqual(whole.body)
    expect((await recent()).state).toBe('refunded')
    const again = await store.shop('redeemCoupon', { ...order, orderId: 'till-3', orderAmountFen: 40_000 })
    expect(again).toMatchObject({ status: 200, body: { discountFen: 3_000 } })
  })

  it('returns too when the order itself comes in refunded', async () => {
    const at = store.clock.at
    const row = {
      orderId: 'till-3',
      ...params,
      createdAt: at,
      paidAt: at,
      items: [],
      paidFen: 37_000,
      couponCode: code,
    }
    expect((await store.shop('ingestOrders', [{ ...row, status: 'paid' }])).body.accepted).toBe(1)
    expect((await recent()).state).toBe('redeemed')
    const refunded = { ...row, status: 'refunded', refundedFen: 37_000 }
    expect((await store.shop('ingestOrders', [refunded])).body).toMatchObject({ accepted: 1, rejected: [] })
    expect((await recent()).state).toBe('refunded')
    expect((await store.shop('ingestOrders', [refunded])).body).toMatchObject({ accepted: 0, duplicates: 1 })
  })
})
