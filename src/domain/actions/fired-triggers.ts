import type { CustomerFacts } from '../customers/facts.ts'
import { scoreOf } from './rank.ts'
import type { Trigger } from './trigger.ts'
import { occasionTriggers } from './triggers/occasions.ts'
import { relationTriggers } from './triggers/relation.ts'
import { repurchaseTriggers } from './triggers/repurchase.ts'
import { segmentTriggers } from './triggers/segments.ts'
import { shoppingTriggers } from './triggers/shopping.ts'
import { urgentTriggers } from './triggers/urgent.ts'

export interface FiredTrigger {
  trigger: Trigger
  evidence: string[]
}

/** All rules, in the order in which they were listed; at equal scores this order decides. */
export const triggers: readonly Trigger[] = [
  ...urgentTriggers,
  ...shoppingTriggers,
  ...occasionTriggers,
  ...repurchaseTriggers,
  ...relationTriggers,
  ...segmentTriggers,
]

const fired = new WeakMap<CustomerFacts, readonly FiredTrigger[]>()

/**
 * The rules that call for this customer at `facts.asOf` and that no advisor has put aside: value × urgency decides, then the
 * order in which they are listed. Worked out once for the same facts, which several ask about.
 */
export function firedTriggers(facts: CustomerFacts): readonly FiredTrigger[] {
  const known = fired.get(facts)
  if (known) return known
  const found = findFired(facts)
  fired.set(facts, found)
  return found
}

function findFired(facts: CustomerFacts): FiredTrigger[] {
  return triggers
    .flatMap((trigger, position) => {
      if (facts.suppressedRuleIds.includes(trigger.ruleId)) return []
      const evidence = trigger.fires(facts)
      return evidence === null ? [] : [{ trigger, evidence, position }]
    })
    .sort((a, b) => scoreOf(b.trigger) - scoreOf(a.trigger) || a.position - b.position)
    .map(({ trigger, evidence }) => ({ trigger, evidence }))
}

/** The ids of the rules that call now, each once, in rank order. */
export function firedRuleIds(facts: CustomerFacts): string[] {
  return [...new Set(firedTriggers(facts).map(({ trigger }) => trigger.ruleId))]
}
