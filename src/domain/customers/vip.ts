import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** Whether a customer is a VIP: at least 3 repurchases (inclusive), that is purchase days after the first; `rules` = what the store set instead. */
export function isVip(purchaseDays: number, rules: RuleOverrides = {}): boolean {
  return purchaseDays - 1 >= ruleValue({ rules }, 'SEG-06', 'repurchases')
}
