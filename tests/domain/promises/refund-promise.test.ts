import { describe, expect, it } from 'vitest'
import { refundPromise } from '../../../src/domain/promises/refund-promise.ts'
import { checkText } from '../../../src/domain/scripts/check-text.ts'

describe('refundPromise (TRUST-01)', () => {
  it.each([
    [true, null, true],
    [true, 47.9, true],
    [true, 48, true],
    [true, 48.1, false],
    [false, null, false],
    [false, 10, false],
  ])('offered %s, slowest %s h: allowed %s', (isOffered, slowestRefundHours, isAllowed) => {
    expect(refundPromise({ isOffered, slowestRefundHours })).toMatchObject({ isAllowed, ruleId: 'TRUST-01' })
  })

  it('is a text that may go out, or a reason with the numbers', () => {
    const kept = refundPromise({ isOffered: true, slowestRefundHours: 20 })
    expect(kept.isAllowed && kept.text).toBe('退货确认后，48小时内退款到账')
    expect(kept.isAllowed && checkText(kept.text)).toEqual([])
    const late = refundPromise({ isOffered: true, slowestRefundHours: 60.2 })
    expect(late).toMatchObject({ reason: '最近有退款用了61小时，超过48小时，先不承诺' })
  })
})
