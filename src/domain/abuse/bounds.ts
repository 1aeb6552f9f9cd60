import type { RuleOverrides } from '../rules/value.ts'
import { ruleValue } from '../rules/value.ts'

/** What a count is held against, and whether it has come so far (inclusive). */
export interface Held {
  count: number
  bound: number
  isReached: boolean
}

export function held(count: number, bound: number): Held {
  return { count, bound, isReached: count >= bound }
}

/**
 * SHARED-LINK (ours): the devices on which one coupon's page was looked at, the owner's own among them. From `people` on
 * (inclusive) the link goes round; a telephone, a computer and a second browser of one person stay below the default.
 */
export function linkSharing(devices: number, rules: RuleOverrides): Held {
  return held(devices, ruleValue({ rules }, 'SHARED-LINK', 'people'))
}

/** ONE-DEVICE (ours): the customers whose coupons one device took within `days`; from `people` on (inclusive) they may be one person. */
export function deviceSharing(customers: number, rules: RuleOverrides): Held {
  return held(customers, ruleValue({ rules }, 'ONE-DEVICE', 'people'))
}

/** How far back ONE-DEVICE looks, in days of 24 hours. */
export function deviceWindowDays(rules: RuleOverrides): number {
  return ruleValue({ rules }, 'ONE-DEVICE', 'days')
}
