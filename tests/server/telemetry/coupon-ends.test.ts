import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countMove } from '../../../src/server/telemetry/coupons.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type CouponSide, couponNow, couponSide, hour, lin, minute } from '../coupons/coupon-side.ts'
import { ownFigures } from './figures.ts'

const names = ['voided', 'lapsed', 'expired', 'opened'].map((to) => `zhike_coupon_moves_total{to="${to}"}`)

describe.each(engines)('coupons that end, on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
    for (const name of ['ann', 'bea', 'cleo']) await side.addCustomer(name)
  })
  afterAll(() => database.destroy())

  async function moved(act: () => Promise<unknown>): Promise<number[]> {
    const before = await ownFigures()
    await act()
    const after = await ownFigures()
    return names.map((name) => after(name) - before(name))
  }

  it('are counted when they are voided, lapse, expire and come back', async () => {
    const voided = (await side.issue('ann')).coupon
    const lapsing = (await side.issue('bea')).coupon
    const expiring = (await side.issue('cleo')).coupon
    await side.coupons.markSent(lin, expiring.couponId, 'wm-cleo')
    expect(await moved(() => side.coupons.void(lin, voided.couponId, { reason: 'test' }))).toEqual([
      1, 0, 0, 0,
    ])
    side.clock.now = couponNow + 10 * minute
    expect(await moved(() => side.coupons.sweep(side.clock.now))).toEqual([0, 1, 0, 0])
    const reserved = 'zhike_money_reserved_fen_total'
    const before = (await ownFigures())(reserved)
    expect(await moved(() => side.coupons.open(lapsing.couponId))).toEqual([0, 0, 0, 1])
    expect((await ownFigures())(reserved) - before).toBe(3000)
    side.clock.now = couponNow + 24 * hour + 1
    expect(await moved(() => side.coupons.sweep(side.clock.now))).toEqual([0, 0, 2, 0])
    expect(await moved(() => side.coupons.sweep(side.clock.now))).toEqual([0, 0, 0, 0])
  })

  it('are not counted when the transaction is rolled back', async () => {
    const failing = () =>
      database.db
        .transaction()
        .execute(async (trx) => {
          countMove(trx, 'voided', { reservedFen: 100 })
          throw new Error('no')
        })
        .catch(() => undefined)
    expect(await moved(failing)).toEqual([0, 0, 0, 0])
  })
})
