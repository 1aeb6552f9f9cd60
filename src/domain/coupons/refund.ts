import { dayMs } from '../calendar.ts'
import type { Fen } from '../money.ts'

export interface RefundInput {
  /** Merchandise of the order at redemption, before this coupon's discount, without shipping. */
  orderAmountFen: Fen
  discountFen: Fen
  /** Cost settled at redemption. */
  settledCostFen: Fen
  /** Refunded so far in total; null = the whole order was undone. */
  refundedFen: Fen | null
  expiresAt: number
  refundedAt: number
}

export type RefundOutcome = { isFull: false } | { isFull: true; returnedCostFen: Fen; expiresAt: number }

/**
 * What a refund does to the coupon. Full = at least what the customer paid for the merchandise (inclusive): the cost
 * returns and the coupon is open again until the later of its expiry and 24 hours from the refund. Partial moves
 * nothing.
 */
export function refundOutcome(input: RefundInput): RefundOutcome {
  const paidFen = Math.max(0, input.orderAmountFen - input.discountFen)
  if (input.refundedFen !== null && (input.refundedFen <= 0 || input.refundedFen < paidFen))
    return { isFull: false }
  return {
    isFull: true,
    returnedCostFen: input.settledCostFen,
    expiresAt: Math.max(input.expiresAt, input.refundedAt + dayMs),
  }
}
