import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localTime } from '../../../src/domain/calendar.ts'
import { couponStates, liveCouponStates } from '../../../src/domain/coupons/coupon.ts'
import { normaliseCouponCode } from '../../../src/domain/coupons/coupon-code.ts'
import { couponTransitions } from '../../../src/domain/coupons/transitions.ts'
import { engines } from '../../support/databases.ts'
import { openSeeded, type Seeded, seededAt } from './seeded.ts'

describe.each(engines)('the demo coupons on $name', ({ open }) => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await openSeeded(open)
  })
  afterAll(() => seeded.destroy())

  const coupons = () => seeded.db.selectFrom('coupon').selectAll().execute()
  const entries = () => seeded.db.selectFrom('ledgerEntry').selectAll().execute()

  it('stand in every state, fewer sent than learning needs, at most one of a customer live', async () => {
    const rows = await coupons()
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(couponStates))
    expect(rows.filter(({ sentAt }) => sentAt !== null).length).toBeLessThan(500)
    const live = rows.filter(({ state }) => liveCouponStates.includes(state))
    expect(new Set(live.map(({ customerId }) => customerId)).size).toBe(live.length)
    for (const { expiresAt } of live) expect(expiresAt).toBeGreaterThan(seededAt)
  })

  it('have codes of the right shape, each once', async () => {
    const rows = await coupons()
    for (const { code } of rows) expect(normaliseCouponCode(code)).toBe(code)
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length)
    expect(new Set(rows.map(({ tokenHash }) => tokenHash)).size).toBe(rows.length)
  })

  it('came to their state by moves that exist', async () => {
    const events = await seeded.db
      .selectFrom('couponEvent')
      .selectAll()
      .orderBy('at')
      .orderBy('couponEventId')
      .execute()
    for (const { couponId, state, changedAt } of await coupons()) {
      const own = events.filter((event) => event.couponId === couponId)
      expect(own[0]).toMatchObject({ fromState: null, toState: 'issued' })
      expect(own.at(-1)).toMatchObject({ toState: state, at: changedAt })
      own.slice(1).forEach(({ fromState, toState }, index) => {
        expect(fromState).toBe(own[index]?.toState)
        const exists = couponTransitions.some(
          ({ from, to }) => to === toState && from.some((s) => s === fromState),
        )
        expect(exists, `${fromState} to ${toState}`).toBe(true)
      })
    }
  })

  it('cost in the ledger what their state says, in every account', async () => {
    const all = await entries()
    for (const coupon of await coupons()) {
      const own = all.filter(({ couponId }) => couponId === coupon.couponId)
      const balances = new Map<string, number>()
      for (const { scope, amountFen } of own) balances.set(scope, (balances.get(scope) ?? 0) + amountFen)
      expect([...balances.keys()]).toEqual(expect.arrayContaining(['advisor', 'customer']))
      expect(balances.has('store') || balances.has('newcomer')).toBe(true)
      for (const balance of balances.values()) {
        if (liveCouponStates.includes(coupon.state)) expect(balance).toBe(coupon.costFen)
        else if (coupon.state !== 'redeemed') expect(balance).toBe(0)
        else {
          expect(balance).toBeGreaterThanOrEqual(coupon.discountFen ?? 0)
          expect(balance).toBeLessThanOrEqual(coupon.costFen)
        }
      }
    }
  })

  it('use the budgets in the month of their reserve and in total', async () => {
    const issuedAt = new Map((await coupons()).map((coupon) => [coupon.couponId, coupon.issuedAt]))
    const used = new Map<string, number>()
    for (const { scope, scopeId, amountFen, couponId } of await entries()) {
      const { year, month } = localTime(issuedAt.get(couponId) ?? 0, seeded.context.config.timeZone)
      for (const period of [`${year}-${String(month).padStart(2, '0')}`, 'total']) {
        const key = `${scope} ${scopeId} ${period}`
        used.set(key, (used.get(key) ?? 0) + amountFen)
      }
    }
    const stored = await seeded.db.selectFrom('budgetUse').selectAll().execute()
    expect(
      new Map(stored.map((row) => [`${row.scope} ${row.scopeId} ${row.periodKey}`, row.usedFen])),
    ).toEqual(used)
  })

  it('that were redeemed hang on an order of the same customer that shows the code', async () => {
    const redeemed = (await coupons()).filter(({ orderId }) => orderId !== null)
    expect(redeemed.length).toBeGreaterThan(50)
    for (const { orderId, customerId, code, state, issuedAt, redeemedAt } of redeemed) {
      const order = await seeded.db
        .selectFrom('purchaseOrder')
        .selectAll()
        .where('orderId', '=', String(orderId))
        .executeTakeFirstOrThrow()
      expect(order).toMatchObject({
        customerId,
        couponCode: code,
        status: state === 'refunded' ? 'refunded' : 'paid',
      })
      expect(order.orderedAt).toBe(redeemedAt)
      expect(order.orderedAt).toBeGreaterThan(issuedAt)
    }
  })

  it('that were sent have their touch', async () => {
    const touches = await seeded.db
      .selectFrom('touch')
      .selectAll()
      .where('couponId', 'is not', null)
      .execute()
    const sent = (await coupons()).filter(({ sentAt }) => sentAt !== null)
    expect(touches.map(({ couponId }) => couponId).sort()).toEqual(
      sent.map(({ couponId }) => couponId).sort(),
    )
  })
})
