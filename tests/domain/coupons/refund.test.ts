import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { refundOutcome, type RefundInput } from '../../../src/domain/coupons/refund.ts'

const refundedAt = 1_000 * dayMs
const base: RefundInput = {
  orderAmountFen: 29_900,
  discountFen: 3_000,
  settledCostFen: 3_000,
  refundedFen: null,
  expiresAt: refundedAt - 1,
  refundedAt,
}

describe('refundOutcome', () => {
  it.each([
    [26_899, false],
    [26_900, true],
    [26_901, true],
    [null, true],
    [0, false],
  ])('%s fen back of 26900 paid: full %s', (refundedFen, isFull) => {
    expect(refundOutcome({ ...base, refundedFen }).isFull).toBe(isFull)
  })

  it.each([
    ['expired', refundedAt - 1, refundedAt + dayMs],
    ['in its last 24 hours', refundedAt + dayMs - 1, refundedAt + dayMs],
    ['valid for longer', refundedAt + dayMs + 1, refundedAt + dayMs + 1],
  ])('returns the cost and opens a coupon that is %s until the later end', (_, expiresAt, until) => {
    expect(refundOutcome({ ...base, expiresAt })).toEqual({
      isFull: true,
      returnedCostFen: 3_000,
      expiresAt: until,
    })
  })

  it('takes nothing refunded on a free order for partial', () => {
    expect(refundOutcome({ ...base, orderAmountFen: 3_000, refundedFen: 0 })).toEqual({ isFull: false })
  })
})
