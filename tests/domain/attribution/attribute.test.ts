import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attribute,
  type AttributedOrder,
  type CreditableTouch,
  creditWindowDays,
} from '../../../src/domain/attribution/attribute.ts'
import { dayMs } from '../../../src/domain/calendar.ts'

const orderedAt = Date.parse('2026-03-18T20:00:00+08:00')
const order = (changes: Partial<AttributedOrder> = {}): AttributedOrder => ({
  orderId: 'o1',
  customerId: 'c1',
  orderedAt,
  netFen: 18_900,
  isRefunded: false,
  ...changes,
})
const touch = (touchId: string, ageMs: number, changes: Partial<CreditableTouch> = {}): CreditableTouch => ({
  touchId,
  customerId: 'c1',
  userId: `by-${touchId}`,
  startedAt: orderedAt - ageMs,
  couponId: null,
  ...changes,
})
const credited = (touches: CreditableTouch[], windowDays = 7) =>
  attribute([order()], touches, [], windowDays).map(({ touchId }) => touchId)

describe('an order without a code', () => {
  it.each([
    ['a millisecond inside', 7 * dayMs - 1, ['t']],
    ['exactly 7 days', 7 * dayMs, ['t']],
    ['a millisecond outside', 7 * dayMs + 1, []],
    ['at the same instant', 0, ['t']],
    ['after the order', -1, []],
  ])('counts a touch of the window: %s', (_case, ageMs, expected) => {
    expect(credited([touch('t', ageMs)])).toEqual(expected)
  })

  it('credits the last of several touches, whoever sent it, and only that one', () => {
    const touches = [touch('old', 3 * dayMs), touch('last', dayMs), touch('late', -dayMs)]
    expect(attribute([order()], touches, [], 7)).toEqual([
      {
        orderId: 'o1',
        customerId: 'c1',
        method: 'touch',
        touchId: 'last',
        couponId: null,
        userId: 'by-last',
        creditedFen: 18_900,
        orderedAt,
      },
    ])
  })

  it("leaves other customers' touches alone and an order without one uncredited", () => {
    expect(credited([touch('t', dayMs, { customerId: 'c2' })])).toEqual([])
    expect(credited([])).toEqual([])
  })

  it('may be computed again with another window', () => {
    const touches = [touch('t', 5 * dayMs)]
    expect([credited(touches, 7), credited(touches, 5), credited(touches, 4)]).toEqual([['t'], ['t'], []])
    expect([creditWindowDays({}), creditWindowDays({ 'CREDIT.days': 3 })]).toEqual([7, 3])
  })
})

describe('an order with a redeemed code', () => {
  const redemption = { orderId: 'o1', couponId: 'k1', issuedBy: 'lin' }

  it('credits the touch that brought the coupon, older than the window and before later touches', () => {
    const touches = [touch('coupon', 30 * dayMs, { couponId: 'k1' }), touch('last', dayMs)]
    expect(attribute([order()], touches, [redemption], 7)).toMatchObject([
      { method: 'code', touchId: 'coupon', couponId: 'k1', userId: 'lin' },
    ])
  })

  it('credits the coupon and its advisor where no touch was recorded', () => {
    expect(attribute([order()], [touch('last', dayMs)], [redemption], 7)).toMatchObject([
      { method: 'code', touchId: null, couponId: 'k1', userId: 'lin' },
    ])
  })
})

describe('a refund', () => {
  it('takes the credit back, with a code and without', () => {
    const refunded = [order({ isRefunded: true })]
    const redemption = { orderId: 'o1', couponId: 'k1', issuedBy: 'lin' }
    expect(attribute(refunded, [touch('t', dayMs)], [], 7)).toEqual([])
    expect(attribute(refunded, [], [redemption], 7)).toEqual([])
  })

  it('of a part leaves what the order still brings', () => {
    expect(attribute([order({ netFen: 4_900 })], [touch('t', dayMs)], [], 7)).toMatchObject([
      { creditedFen: 4_900 },
    ])
  })
})

describe('attribute', () => {
  it('credits each order at most once, never more than was paid, whatever the order of the input', () => {
    const anyTouch = fc.record({ id: fc.nat(99), age: fc.integer({ min: -2, max: 12 }), who: fc.nat(1) })
    fc.assert(
      fc.property(fc.uniqueArray(anyTouch, { selector: ({ id }) => id }), fc.nat(10), (drawn, days) => {
        const orders = [order(), order({ orderId: 'o2', customerId: 'c0', netFen: 1 })]
        const touches = drawn.map(({ id, age, who }) =>
          touch(`t${id}`, age * dayMs, { customerId: `c${who}` }),
        )
        const credits = attribute(orders, touches, [], days)
        expect(attribute(orders, touches.toReversed(), [], days)).toEqual(credits)
        expect(new Set(credits.map(({ orderId }) => orderId)).size).toBe(credits.length)
        expect(credits.reduce((sum, { creditedFen }) => sum + creditedFen, 0)).toBeLessThanOrEqual(18_901)
      }),
    )
  })
})
