import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface RefundRecord {
  /** The store says that it keeps the promise. */
  isOffered: boolean
  /** The slowest refund of the last 90 days, hours from the request to the money; null = no refund in that time. */
  slowestRefundHours: number | null
}

export type RefundPromise =
  | { isAllowed: true; ruleId: 'TRUST-01'; text: string }
  | { isAllowed: false; ruleId: 'TRUST-01'; reason: string }

/**
 * TRUST-01: the block that promises a refund within 48 hours, allowed only where the store offers it and its slowest recent
 * refund took at most 48 hours (inclusive). One late refund takes the promise back; no refund at all does not speak against it.
 */
export function refundPromise(
  { isOffered, slowestRefundHours }: RefundRecord,
  rules: RuleOverrides = {},
): RefundPromise {
  const hours = ruleValue({ rules }, 'TRUST-01', 'hours')
  const refused = (reason: string): RefundPromise => ({ isAllowed: false, ruleId: 'TRUST-01', reason })
  if (!isOffered) return refused(`店里没有承诺${hours}小时内退款`)
  if (slowestRefundHours !== null && slowestRefundHours > hours)
    return refused(`最近有退款用了${Math.ceil(slowestRefundHours)}小时，超过${hours}小时，先不承诺`)
  return { isAllowed: true, ruleId: 'TRUST-01', text: `退货确认后，${hours}小时内退款到账` }
}
