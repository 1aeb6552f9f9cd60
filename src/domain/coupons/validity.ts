import { minuteMs } from '../calendar.ts'

/** Without any word from the panel for 10 minutes an issued coupon lapses (product.md 2 "Coupon"). */
export const lapseAfterMs = 10 * minuteMs

/** Whether a coupon issued at `issuedAt`, still unconfirmed, lapses at `now`; the tenth minute itself is over (inclusive). */
export function isLapsed(issuedAt: number, now: number): boolean {
  return now - issuedAt >= lapseAfterMs
}

/** Whether a coupon still redeems at `now`; the millisecond of `expiresAt` is within its validity. */
export function isWithinValidity(expiresAt: number, now: number): boolean {
  return now <= expiresAt
}
