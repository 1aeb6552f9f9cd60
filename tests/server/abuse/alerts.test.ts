import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateStaffIdentity } from '../../../src/server/abuse/staff.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { advisor, openStore } from '../journey/store.ts'

const ladder = 'starter-ladder'

describe.each(engines)('alerts on $name', ({ open }) => {
  let store: Awaited<ReturnType<typeof openStore>>
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const alerts = async (kind: string) =>
    (await store.app.services.alerts.list('admin')).filter((alert) => alert.kind === kind)
  const redeem = async (code: string, orderId: string) =>
    store.shop('redeemCoupon', { code, orderId, orderAmountFen: 40_000, shippingFen: 1_000 })
  const taken = async (place: number, offerId = ladder) => {
    const { couponId, token } = await store.send(place, offerId)
    const { code } = (await store.device()('takeClaim', token)).body
    return { couponId, token, code }
  }

  it('tells of a link that goes round from the fourth device on, and GET counts for none (SHARED-LINK)', async () => {
    const { couponId, token } = await store.send(0, ladder)
    for (let time = 0; time < 6; time += 1) await store.device()('getClaim', token)
    const visits = () => store.context.db.selectFrom('claimVisit').selectAll().execute()
    expect(await visits()).toEqual([])
    const owner = store.device()
    for (let time = 0; time < 3; time += 1) await owner('openClaim', token)
    for (let device = 0; device < 2; device += 1) await store.device()('openClaim', token)
    expect(await visits()).toHaveLength(3)
    expect(await alerts('sharedLink')).toEqual([])
    await store.device()('openClaim', token)
    const [alert] = await alerts('sharedLink')
    expect(alert).toMatchObject({ ruleId: 'SHARED-LINK', outcome: 'flagged', count: 4, bound: 4 })
    await store.device()('openClaim', token)
    expect(await alerts('sharedLink')).toEqual([expect.objectContaining({ count: 5 })])
    // Flagged only: the first to take it takes it, and nobody else does.
    expect((await owner('takeClaim', token)).body).toMatchObject({ view: 'claimed' })
    expect((await store.device()('takeClaim', token)).body).toMatchObject({ view: 'taken', code: null })
    await store.shop('redeemCoupon', {
      code: (await owner('getClaim', token)).body.code,
      orderId: `shared-${couponId}`,
      orderAmountFen: 40_000,
    })
  })

  it('tells of one device that takes the coupons of three customers (ONE-DEVICE)', async () => {
    const phone = store.device()
    for (const place of [1, 2]) await phone('takeClaim', (await store.send(place, ladder)).token)
    expect(await alerts('sharedDevice')).toEqual([])
    await phone('takeClaim', (await store.send(3, ladder)).token)
    expect(await alerts('sharedDevice')).toMatchObject([{ count: 3, bound: 3, outcome: 'flagged' }])
  })

  it('flags fast redemptions of an advisor, at the bound and not below (FAST-REDEEM)', async () => {
    store.clock.at += 31 * 60_000
    await changeSettings(store.context, {
      rules: {
        'FAST-REDEEM.minutes': 30,
        'FAST-REDEEM.advisorCoupons': 2,
        'FAST-REDEEM.offerCoupons': 2,
        'FAST-REDEEM.deviceCoupons': 2,
      },
    })
    await redeem((await taken(4)).code, 'fast-1')
    expect(await alerts('fastAdvisor')).toEqual([])
    await redeem((await taken(5)).code, 'fast-2')
    expect(await alerts('fastAdvisor')).toMatchObject([{ count: 2, bound: 2, outcome: 'flagged' }])
    expect(await alerts('fastOffer')).toMatchObject([{ count: 2 }])
    expect(await alerts('fastDevice')).toEqual([])
    // Both outside of the window now.
    store.clock.at += 30 * 60_000 + 1
    await redeem((await taken(6)).code, 'fast-3')
    expect(await alerts('fastAdvisor')).toMatchObject([{ count: 2 }])
  })

  it('names no member to an operator', async () => {
    const subjects = async (role: 'operator' | 'auditor' | 'admin') =>
      (await store.app.services.alerts.list(role))
        .filter(({ kind }) => kind === 'fastAdvisor')
        .map(({ subject }) => subject)
    expect(await subjects('operator')).toEqual(['一位成员'])
    const [named] = await subjects('auditor')
    expect(named).not.toBe('一位成员')
    expect(await subjects('admin')).toEqual([named])
  })

  it('flags who sends half of the orders back, with enough of them (RETURN-RATE)', async () => {
    const { unionId } = store.people[7] ?? {}
    const { code } = await taken(7)
    await redeem(code, 'back-0')
    const order = (name: string, row: object = {}) => ({
      orderId: `back-${name}`,
      unionId,
      status: 'paid',
      createdAt: store.clock.at,
      paidAt: store.clock.at,
      items: [{ sku: 'CREAM', name: '舒缓面霜', quantity: 1, unitPriceFen: 40_000 }],
      paidFen: 40_000,
      ...row,
    })
    const back = { status: 'refunded', refundedFen: 40_000 }
    await store.shop('ingestOrders', [order('0', back)])
    expect(await alerts('returns')).toEqual([])
    await store.shop('ingestOrders', [order('1', back), order('2')])
    expect(await alerts('returns')).toMatchObject([{ count: 50, bound: 50, outcome: 'flagged' }])
  })

  it('refuses a member a coupon for themself, and tells of it (SELF-USE)', async () => {
    const { unionId } = store.people[8] ?? {}
    await stateStaffIdentity(store.context, advisor, { unionId }, 'root')
    const params = { externalUserId: store.personId(8) }
    const answer = await store.as(advisor)('issueCoupon', { params, body: { offerId: ladder } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'offer_refused', message: '不能给自己发券' } })
    expect(await alerts('ownCoupon')).toMatchObject([{ count: 1, outcome: 'refused', ruleId: 'SELF-USE' }])
    const coupons = await store.context.db
      .selectFrom('coupon')
      .innerJoin('customer', 'customer.customerId', 'coupon.customerId')
      .select('couponId')
      .where('externalUserId', '=', params.externalUserId)
      .execute()
    expect(coupons).toEqual([])
  })

  it('flags a member who, as a customer, redeems a colleague’s coupon', async () => {
    await stateStaffIdentity(store.context, 'GuAnRan', { unionId: store.people[9]?.unionId }, 'root')
    await redeem((await taken(9)).code, 'staff-1')
    expect(await alerts('staffCoupon')).toMatchObject([{ count: 1, outcome: 'flagged' }])
  })

  it('is looked at once, and shown as open first', async () => {
    const [first] = await store.app.services.alerts.list('admin')
    const actor = { userId: 'root', role: 'admin' } as const
    const reviewed = await store.app.services.alerts.review(first?.alertId ?? '', actor)
    expect(reviewed).toMatchObject({ reviewedBy: 'root', reviewedAt: store.clock.at })
    store.clock.at += 1000
    const again = { userId: 'other', role: 'admin' } as const
    expect(await store.app.services.alerts.review(first?.alertId ?? '', again)).toEqual(reviewed)
    const all = await store.app.services.alerts.list('admin')
    expect(all.at(-1)?.alertId).toBe(first?.alertId)
    await expect(store.app.services.alerts.review('alr_unknown', actor)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('stands in the weekly review as sums that name nobody', async () => {
    const { alerts: sums } = await store.app.services.reviews.read()
    expect(sums).toContainEqual({
      kind: 'ownCoupon',
      ruleId: 'SELF-USE',
      name: '给自己发券',
      alerts: 1,
      open: expect.any(Number),
    })
    expect(JSON.stringify(sums)).not.toContain(advisor)
  })
})
