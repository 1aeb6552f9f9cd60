import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../../../src/server/http/register.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { codeOf, type CouponSide, couponSide, lin, orderWith, zhao } from '../coupon-side.ts'

const operator: Actor = { ...lin, role: 'operator' }

describe.each(engines)('voiding on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
  })
  afterAll(() => database.destroy())

  async function issued() {
    made += 1
    const name = `void${made}`
    await side.addCustomer(name)
    const { couponId } = (await side.issue(name)).coupon
    return { name, couponId, customerId: `cus-${name}` }
  }

  it('frees the reserve, keeps the reason and answers the same again', async () => {
    const { couponId, customerId } = await issued()
    const first = await side.coupons.void(lin, couponId, { reason: 'wrong-customer', note: '切到了王芳' })
    expect(first.coupon.state).toBe('voided')
    expect(await side.coupons.void(lin, couponId, { reason: 'advisor' })).toEqual(first)
    expect(await side.used('customer', customerId, '2026-03')).toBe(0)
    const events = await database.db
      .selectFrom('couponEvent')
      .select(['toState', 'reason'])
      .where('couponId', '=', couponId)
      .where('toState', '=', 'voided')
      .execute()
    expect(events).toEqual([{ toState: 'voided', reason: 'wrong-customer: 切到了王芳' }])
  })

  it('is for advisors until claimed, for operators until redeemed', async () => {
    const { couponId } = await issued()
    await side.coupons.claim(couponId, 'device')
    expect(await codeOf(side.coupons.void(lin, couponId, { reason: 'advisor' }))).toBe('wrong_state')
    expect((await side.coupons.void(operator, couponId, { reason: 'advisor' })).coupon.state).toBe('voided')

    const redeemed = await issued()
    await side.coupons.claim(redeemed.couponId, 'device')
    const { code } = await side.stored(redeemed.couponId)
    await side.coupons.redeem('shop', orderWith(code, 'void-order'))
    expect(await codeOf(side.coupons.void(operator, redeemed.couponId, { reason: 'advisor' }))).toBe(
      'wrong_state',
    )
    expect(await side.used('customer', redeemed.customerId, '2026-03')).toBe(3000)
  })

  it('is not_found for an advisor who does not follow the customer', async () => {
    const { couponId } = await issued()
    expect(await codeOf(side.coupons.void(zhao, couponId, { reason: 'advisor' }))).toBe('not_found')
  })

  it('frees a reserve once when void and claim meet', async () => {
    const { couponId, customerId } = await issued()
    const [voided] = await Promise.all([
      codeOf(side.coupons.void(lin, couponId, { reason: 'advisor' })),
      side.coupons.claim(couponId, 'device'),
    ])
    const { state } = await side.stored(couponId)
    expect([voided === 'wrong_state', state]).toEqual(
      state === 'claimed' ? [true, 'claimed'] : [false, 'voided'],
    )
    expect(await side.used('customer', customerId, '2026-03')).toBe(state === 'claimed' ? 3000 : 0)
  })
})
