import type { Fen } from '../../money.ts'

/** A paid order; a cancelled or fully refunded one is none. */
export interface EarnedOrder {
  orderId: string
  orderedAt: number
  /** Paid − refunded − shipping. */
  netFen: Fen
}

/** A coupon that was sent, with what became of it. */
export interface SentCoupon {
  offerId: string
  sentAt: number
  /** Null unless it is redeemed and was not given back by a refund. */
  redeemed: { at: number; orderId: string; discountFen: Fen; costFen: Fen } | null
}

/** From `fromMs` (inclusive) to `untilMs` (exclusive). */
export interface Span {
  fromMs: number
  untilMs: number
}

const lies = (at: number, { fromMs, untilMs }: Span) => at >= fromMs && at < untilMs

/**
 * What a customer brought within a span, in fen, unrounded: margin × value of the orders − actual cost of the coupons
 * redeemed. The value of an order is what it was worth before its coupon's discount, as in `incrementalValueFen`: what the
 * discount took is in the cost, and counts once. Refunds lower the net value.
 */
export function realisedProfitFen(
  orders: readonly EarnedOrder[],
  coupons: readonly SentCoupon[],
  marginShare: number,
  span: Span,
): number {
  const redeemed = coupons.flatMap((coupon) => coupon.redeemed ?? [])
  const valueFen = orders
    .filter(({ orderedAt }) => lies(orderedAt, span))
    .reduce((sum, order) => {
      const own = redeemed.filter(({ orderId }) => orderId === order.orderId)
      return sum + order.netFen + own.reduce((taken, { discountFen }) => taken + discountFen, 0)
    }, 0)
  const costFen = redeemed.filter(({ at }) => lies(at, span)).reduce((sum, coupon) => sum + coupon.costFen, 0)
  return marginShare * valueFen - costFen
}
