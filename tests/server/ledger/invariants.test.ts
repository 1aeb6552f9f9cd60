import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { couponStates, liveCouponStates } from '../../../src/domain/coupons/coupon.ts'
import { actualCostFen } from '../../../src/server/coupons/redemption/actual-cost.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { isRefusal } from '../../../src/server/coupons/issue/room.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import { engines } from '../../support/databases.ts'
import { type CouponSide, couponSide, hour, lin, minute, orderWith } from '../coupons/coupon-side.ts'

const steps = ['issue', 'sent', 'open', 'claim', 'void', 'redeem', 'reverse', 'sweep', 'wait', 'day'] as const
const names = ['an', 'bo', 'chi']
const limitFen = 7000
/** Every state occurs before chance takes over. */
const opening = [
  ...(['issue', 'sent', 'open', 'claim', 'redeem', 'reverse', 'redeem'] as const).map(
    (step) => [step, 'an'] as const,
  ),
  ...(['issue', 'wait', 'sweep', 'open', 'void'] as const).map((step) => [step, 'bo'] as const),
  ...(['issue', 'sent', 'day', 'wait', 'sweep'] as const).map((step) => [step, 'chi'] as const),
]
const expectedCodes = ['conditions_not_met', 'coupon_ended', 'redeemed_elsewhere']

async function latestOf(db: Database, name: string) {
  const query = db.selectFrom('coupon').selectAll().where('customerId', '=', `cus-${name}`)
  return query.orderBy('issuedAt', 'desc').orderBy('couponId').executeTakeFirst()
}

/** One step on a customer's latest coupon; refusals are part of the game, anything else is not. */
async function play(side: CouponSide, db: Database, step: (typeof steps)[number], name: string, n: number) {
  const coupon = await latestOf(db, name)
  try {
    if (step === 'issue') await side.issue(name, n % 2 ? 'off' : 'share')
    else if (step === 'sweep') await side.coupons.sweep(side.clock.now)
    else if (step === 'wait') side.clock.now += 10 * minute
    else if (step === 'day') side.clock.now += 24 * hour
    else if (!coupon) return
    else if (step === 'sent') await side.coupons.markSent(lin, coupon.couponId, `wm-${name}`)
    else if (step === 'open') await side.coupons.open(coupon.couponId)
    else if (step === 'claim') await side.coupons.claim(coupon.couponId, 'device')
    else if (step === 'void') await side.coupons.void(lin, coupon.couponId, { reason: 'advisor' })
    else if (step === 'redeem') {
      const occurredAt = side.clock.now - (n % 3) * hour
      await side.coupons.redeem('shop', orderWith(coupon.code, `${name}-${n % 5}`, { occurredAt }))
    } else {
      await side.coupons.reverse(coupon.orderId ?? 'none', {
        refundedFen: n % 4 === 0 ? 1 : undefined,
        reason: 'x',
        actor: 'shop',
      })
    }
  } catch (error) {
    if (isRefusal(error)) return
    if (error instanceof AppError && expectedCodes.includes(error.code)) return
    throw error
  }
}

async function check(db: Database) {
  const coupons = await db.selectFrom('coupon').selectAll().execute()
  const entries = await db.selectFrom('ledgerEntry').selectAll().execute()
  for (const coupon of coupons) {
    const rewards = JSON.parse(coupon.rewardsJson)
    const spent = actualCostFen({ rewards, costFen: coupon.costFen }, coupon.discountFen ?? 0, {})
    const ended = coupon.state === 'redeemed' ? spent : 0
    const expected = liveCouponStates.includes(coupon.state) ? coupon.costFen : ended
    for (const scope of ['store', 'advisor', 'customer']) {
      const own = entries.filter((entry) => entry.couponId === coupon.couponId && entry.scope === scope)
      expect(own.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(expected)
    }
  }
  const counters = await db.selectFrom('budgetUse').selectAll().execute()
  for (const { scope, scopeId, usedFen } of counters) {
    expect(usedFen).toBeGreaterThanOrEqual(0)
    const same = (row: { scope: string; scopeId: string }) => row.scope === scope && row.scopeId === scopeId
    const booked = entries.filter(same).reduce((sum, { amountFen }) => sum + amountFen, 0)
    const months = counters.filter((row) => same(row) && row.periodKey !== 'total')
    expect(counters.find((row) => same(row) && row.periodKey === 'total')?.usedFen).toBe(booked)
    expect(months.reduce((sum, row) => sum + row.usedFen, 0)).toBe(booked)
  }
  const reserved = coupons.filter(({ state }) => liveCouponStates.includes(state))
  expect(reserved.reduce((sum, { costFen }) => sum + costFen, 0)).toBeLessThanOrEqual(limitFen)
  return (await db.selectFrom('couponEvent').select('toState').execute()).map(({ toState }) => toState)
}

describe.each(engines)('the ledger on $name', ({ open }) => {
  it('agrees with the coupons and the budgets after any moves, alone and at once', async () => {
    const reached = new Set<string>()
    const move = fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...names), fc.nat(59))
    const run = fc.asyncProperty(
      fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { minLength: 10, maxLength: 20 }),
      async (rounds) => {
        const { db, destroy } = await open()
        const side = couponSide(db)
        await side.addOffer('off')
        await side.addOffer('share', { rewards: [{ kind: 'percent', payPercent: 95, maxDiscountFen: 3000 }] })
        await side.budgets.setLimit(db, { scope: 'advisor', scopeId: 'lin', period: 'total', limitFen })
        for (const name of names) await side.addCustomer(name)
        for (const [step, name] of opening) await play(side, db, step, name, 1)
        for (const round of rounds) {
          await Promise.all(round.map(([step, name, n]) => play(side, db, step, name, n)))
        }
        for (const state of await check(db)) reached.add(state)
        await destroy()
      },
    )
    await fc.assert(run, { numRuns: 12, seed: 20_260_318 })
    expect(couponStates.filter((state) => !reached.has(state))).toEqual([])
  }, 60_000)
})
