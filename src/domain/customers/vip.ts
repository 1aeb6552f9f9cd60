import { ruleDefault, ruleValue, type RuleOverrides } from '../rules/value.ts'

/** SEG-06: this many repurchases make a VIP. */
export const vipRepurchases = ruleDefault('SEG-06', 'repurchases')

/** Whether a customer is a VIP: at least 3 repurchases (inclusive), that is purchase days after the first; `rules` = what the store set instead. */
export function isVip(purchaseDays: number, rules: RuleOverrides = {}): boolean {
  return purchaseDays - 1 >= ruleValue({ rules }, 'SEG-06', 'repurchases')
}
