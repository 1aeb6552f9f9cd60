import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { advisor, openStore, type Store } from '../journey/store.ts'
import { type Figures, figuresIn, figuresOf } from './figures.ts'

const move = (to: string) => `zhike_coupon_moves_total{to="${to}"}`

describe.each(engines)('the figures on $name', ({ open }) => {
  let store: Store
  let atFirst: Figures
  beforeAll(async () => {
    store = await openStore(await open())
    atFirst = await figuresOf(store.app)
  })
  afterAll(() => store.close())

  /** How much each moved while something was done. */
  async function moved(names: readonly string[], act: () => Promise<unknown>): Promise<number[]> {
    const before = await figuresOf(store.app)
    await act()
    const after = await figuresOf(store.app)
    return names.map((name) => after(name) - before(name))
  }
  const params = () => ({ externalUserId: store.personId(0) })

  it('count rows of the shop by verdict', async () => {
    const kinds = ['accepted', 'duplicate', 'rejected'].map(
      (verdict) => `zhike_ingest_rows_total{kind="products",verdict="${verdict}"}`,
    )
    const row = { sku: 'S1', name: '面霜', category: '面霜', priceFen: 100, updatedAt: store.clock.at }
    const send = async () => store.shop('ingestProducts', [row, { ...row, sku: 'S2' }, { sku: '' }])
    expect(await moved(kinds, send)).toEqual([2, 0, 1])
    expect(await moved(kinds, send)).toEqual([0, 2, 1])
  })

  it('count requests by pattern and class of status, and how long they took', async () => {
    const route = '/api/v1/customers/:externalUserId/panel'
    const names = [
      `zhike_http_requests_total{method="GET",route="${route}",status="2xx"}`,
      `zhike_http_requests_total{method="GET",route="${route}",status="4xx"}`,
      `zhike_http_request_seconds_count{method="GET",route="${route}"}`,
      `zhike_http_request_seconds_bucket{le="+Inf",method="GET",route="${route}"}`,
      'zhike_http_requests_total{method="any",route="none",status="4xx"}',
    ]
    const ask = async () => {
      await store.as(advisor)('getPanel', { params: params() })
      await store.as(advisor)('getPanel', { params: { externalUserId: 'wmNobody' } })
      await store.app.inject('/nothing-here/at-all')
    }
    expect(await moved(names, ask)).toEqual([1, 1, 2, 2, 1])
  })

  it('count decisions once for each that is stored, and the reasons of refusals', async () => {
    const outcomes = ['recommended', 'none'].map((outcome) => `zhike_decisions_total{outcome="${outcome}"}`)
    const other = { externalUserId: store.personId(3) }
    const open = () => store.as(advisor)('getPanel', { params: other })
    const decisions = async () =>
      (await store.context.db.selectFrom('decision').select('decisionId').execute()).length
    const before = await decisions()
    const [recommended = 0, none = 0] = await moved(outcomes, open)
    expect(recommended + none).toBe((await decisions()) - before)
    expect(recommended + none).toBe(1)
    expect(await moved(outcomes, open)).toEqual([0, 0])
    const rows = await store.context.db.selectFrom('decision').select('refusalsJson').execute()
    const stored = rows.flatMap(({ refusalsJson }) =>
      (JSON.parse(refusalsJson) as { refusals: { code: string }[] }[]).flatMap(({ refusals }) => refusals),
    )
    const after = await figuresOf(store.app)
    const codes = new Set(stored.map(({ code }) => code))
    expect(codes.size).toBeGreaterThan(0)
    for (const code of codes) {
      const name = `zhike_offer_refusals_total{reason="${code}"}`
      expect(after(name) - atFirst(name), code).toBe(stored.filter((one) => one.code === code).length)
    }
  })

  it('count each move of a coupon once, however often it is told, and the money', async () => {
    const reserved = 'zhike_money_reserved_fen_total'
    const redeemed = 'zhike_money_redeemed_fen_total'
    let [couponId, token, code] = ['', '', '']
    const issue = async () => {
      const body = { offerId: 'starter-ladder' }
      const headers = { 'idempotency-key': 'tap-1' }
      const issued = await store.as(advisor)('issueCoupon', { params: params(), body, headers })
      await store.as(advisor)('issueCoupon', { params: params(), body, headers })
      const refused = await store.as(advisor)('issueCoupon', { params: params(), body })
      expect([issued.status, refused.status]).toEqual([200, 409])
      couponId = issued.body.coupon.couponId
      token = String(issued.body.card.link).split('/').at(-1) ?? ''
    }
    const [issuedCount, reservedFen] = await moved([move('issued'), reserved], issue)
    const entries = await store.context.db
      .selectFrom('ledgerEntry')
      .select('amountFen')
      .where('couponId', '=', couponId)
      .where('scope', '=', 'customer')
      .execute()
    expect(issuedCount).toBe(1)
    expect(entries).toEqual([{ amountFen: reservedFen }])

    const send = async () => {
      const body = { chatExternalUserId: params().externalUserId }
      for (let told = 0; told < 2; told += 1)
        await store.as(advisor)('markCouponSent', { params: { couponId }, body })
    }
    expect(await moved([move('sent'), move('issued')], send)).toEqual([1, 0])
    const customer = store.device()
    const take = async () => {
      for (const route of ['getClaim', 'openClaim', 'openClaim', 'takeClaim'] as const) {
        const { body } = await customer(route, token)
        code = body.code ?? code
      }
    }
    expect(await moved([move('opened'), move('claimed')], take)).toEqual([1, 1])
    const order = (orderId: string) => ({ code, orderId, orderAmountFen: 32_000, ...params() })
    const redeem = async () => {
      for (const orderId of ['till-1', 'till-1', 'till-2']) await store.shop('redeemCoupon', order(orderId))
    }
    expect(await moved([move('redeemed'), redeemed, reserved], redeem)).toEqual([1, 1_800, 0])
    const reverse = async () => {
      for (let told = 0; told < 2; told += 1)
        await store.shop('reverseCoupon', { orderId: 'till-1', reason: '退货' })
    }
    expect(await moved([move('refunded')], reverse)).toEqual([1])
  })

  it('name no customer, no member and no coupon', async () => {
    const { body } = await store.app.inject('/metrics')
    expect(figuresIn(body)(move('issued'))).toBeGreaterThan(0)
    for (const { externalUserId } of store.people) expect(body).not.toContain(externalUserId)
    for (const { userId } of store.world.members) expect(body).not.toContain(userId)
    expect(body).not.toMatch(/cpn_|cus_|till-/)
  })
})
