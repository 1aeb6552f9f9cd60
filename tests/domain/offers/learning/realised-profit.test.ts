import { describe, expect, it } from 'vitest'
import {
  realisedProfitFen,
  type EarnedOrder,
  type SentCoupon,
} from '../../../../src/domain/offers/learning/realised-profit.ts'

const span = { fromMs: 1_000, untilMs: 2_000 }
const order = (orderedAt: number, netFen = 30_000, orderId = 'o'): EarnedOrder => ({
  orderId,
  orderedAt,
  netFen,
})
const coupon = (redeemed: Partial<NonNullable<SentCoupon['redeemed']>> | null): SentCoupon => ({
  offerId: 'a',
  sentAt: 500,
  redeemed: redeemed && { at: 1_500, orderId: 'o', discountFen: 3_000, costFen: 3_000, ...redeemed },
})
const profit = (orders: EarnedOrder[], coupons: SentCoupon[] = []) =>
  realisedProfitFen(orders, coupons, 0.7, span)

describe('realisedProfitFen', () => {
  it('is margin × the value of orders within the span, its beginning inclusive and its end exclusive', () => {
    expect([999, 1_000, 1_999, 2_000].map((at) => profit([order(at)]))).toEqual([0, 21_000, 21_000, 0])
    expect(profit([order(1_100, 30_000, 'x'), order(1_200, 10_000, 'y')])).toBe(28_000)
    expect(profit([])).toBe(0)
  })

  it('counts a discount once: 270 元 paid after 30 元 off is 0.7 × 300 − 30 = 180 元', () => {
    expect(profit([order(1_500, 27_000)], [coupon({})])).toBe(18_000)
  })

  it('takes the actual cost of things and services too, and nothing for a coupon not redeemed', () => {
    expect(profit([order(1_500)], [coupon({ discountFen: 0, costFen: 1_200 })])).toBe(19_800)
    expect(profit([order(1_500)], [coupon(null)])).toBe(21_000)
  })

  it('takes the cost when it was redeemed within the span', () => {
    const at = (time: number) => profit([], [coupon({ at: time })])
    expect([999, 1_000, 1_999, 2_000].map(at)).toEqual([0, -3_000, -3_000, 0])
  })

  it('falls with what was refunded', () => {
    expect(profit([order(1_500, 10_000)])).toBe(7_000)
  })
})
