import type { CustomerFacts } from '../customers/facts.ts'
import { urgencies, type Trigger } from './trigger.ts'
import { occasionTriggers } from './triggers/occasions.ts'
import { relationTriggers } from './triggers/relation.ts'
import { shoppingTriggers } from './triggers/shopping.ts'
import { urgentTriggers } from './triggers/urgent.ts'

export interface FiredTrigger {
  trigger: Trigger
  evidence: string[]
}

/** All rules, in the order in which they were listed; within an urgency this order decides. */
export const triggers: readonly Trigger[] = [
  ...urgentTriggers,
  ...shoppingTriggers,
  ...occasionTriggers,
  ...relationTriggers,
]

/** The rules that call for this customer at `facts.asOf`, most urgent first, then as listed (rules.md 3: default rank = order shown). */
export function firedTriggers(facts: CustomerFacts): FiredTrigger[] {
  return triggers
    .flatMap((trigger, position) => {
      const evidence = trigger.fires(facts)
      return evidence === null ? [] : [{ trigger, evidence, position }]
    })
    .sort(
      (a, b) =>
        urgencies.indexOf(a.trigger.urgency) - urgencies.indexOf(b.trigger.urgency) ||
        a.position - b.position,
    )
    .map(({ trigger, evidence }) => ({ trigger, evidence }))
}

/** The ids of the rules that call now, each once, in rank order. */
export function firedRuleIds(facts: CustomerFacts): string[] {
  return [...new Set(firedTriggers(facts).map(({ trigger }) => trigger.ruleId))]
}
