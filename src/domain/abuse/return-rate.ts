import type { RuleOverrides } from '../rules/value.ts'
import { ruleValue } from '../rules/value.ts'
import { held, type Held } from './bounds.ts'

/** How far back RETURN-RATE looks, in days of 24 hours. */
export function returnWindowDays(rules: RuleOverrides): number {
  return ruleValue({ rules }, 'RETURN-RATE', 'days')
}

/**
 * RETURN-RATE (ours): the share of a customer's orders in the window that were fully refunded, in whole percent rounded down. It
 * is told from `percent` on (inclusive), and only of customers with at least `orders` orders (inclusive): who bought twice and
 * sent one back does nothing unusual.
 */
export function returnRate(
  { orders, refunded }: { orders: number; refunded: number },
  rules: RuleOverrides,
): Held {
  const percent = orders === 0 ? 0 : Math.floor((100 * refunded) / orders)
  const verdict = held(percent, ruleValue({ rules }, 'RETURN-RATE', 'percent'))
  const isEnough = orders >= ruleValue({ rules }, 'RETURN-RATE', 'orders')
  return { ...verdict, isReached: verdict.isReached && isEnough }
}
