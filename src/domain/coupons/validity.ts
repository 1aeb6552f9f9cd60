/** Whether a coupon still redeems at `now`; the millisecond of `expiresAt` is within its validity. */
export function isWithinValidity(expiresAt: number, now: number): boolean {
  return now <= expiresAt
}
