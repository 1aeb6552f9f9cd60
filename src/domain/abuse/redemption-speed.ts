import { minuteMs } from '../calendar.ts'
import type { RuleOverrides } from '../rules/value.ts'
import { ruleValue } from '../rules/value.ts'
import { held, type Held } from './bounds.ts'

export const speedSubjects = ['advisor', 'offer', 'device'] as const
export type SpeedSubject = (typeof speedSubjects)[number]

function boundOf(subject: SpeedSubject, rules: RuleOverrides): number {
  if (subject === 'advisor') return ruleValue({ rules }, 'FAST-REDEEM', 'advisorCoupons')
  if (subject === 'offer') return ruleValue({ rules }, 'FAST-REDEEM', 'offerCoupons')
  return ruleValue({ rules }, 'FAST-REDEEM', 'deviceCoupons')
}

/** The first instant (inclusive) of the window that ends at `asOf`, in epoch milliseconds. */
export function speedWindowStart(asOf: number, rules: RuleOverrides): number {
  return asOf - ruleValue({ rules }, 'FAST-REDEEM', 'minutes') * minuteMs
}

/**
 * FAST-REDEEM (ours): coupons of one advisor, of one offer or taken on one device that were redeemed within the window. From
 * its bound on (inclusive) somebody looks; nothing is refused, for a good day looks the same.
 */
export function redemptionSpeed(subject: SpeedSubject, redeemed: number, rules: RuleOverrides): Held {
  return held(redeemed, boundOf(subject, rules))
}
