import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'

/** How many pieces in the cart call for the offer, how many of them it counts for, and what is paid of their price in percent. */
export interface CartNumbers {
  pieces: number
  pick: number
  payPercent: number
}

/** NBA-04: from three pieces on any two at 80 %, or as the store set it. */
export function cartNumbers({ rules }: Pick<CustomerFacts, 'rules'>): CartNumbers {
  return {
    pieces: ruleValue({ rules }, 'NBA-04', 'pieces'),
    pick: ruleValue({ rules }, 'NBA-04', 'pick'),
    payPercent: ruleValue({ rules }, 'NBA-04', 'payPercent'),
  }
}
