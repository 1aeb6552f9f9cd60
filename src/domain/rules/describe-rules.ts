import { type RuleId, ruleIds, ruleOf } from './catalogue.ts'
import { isSettable } from './settable.ts'
import { isEnforced, type RuleKind } from './rule.ts'
import { ruleSentence } from './sentence.ts'
import { amountText, type RuleUnit } from './unit.ts'
import type { RuleOverrides } from './value.ts'

/** One number of a rule as an operator meets it; `min` and `max` are inclusive. */
export interface DescribedValue {
  /** What settings call it: "OFF-01.percent". */
  key: string
  name: string
  unit: RuleUnit
  amount: number
  text: string
  default: number
  min: number
  max: number
  isChanged: boolean
  /** Whether a store may set it: what it sets takes effect everywhere. */
  isSettable: boolean
}

export interface DescribedRule {
  id: RuleId
  kind: RuleKind
  source: string
  /** With the store's numbers. */
  sentence: string
  isEnforced: boolean
  /** Whether the product acts on it or computes it yet. */
  isImplemented: boolean
  values: DescribedValue[]
}

/** Every rule with the numbers this store goes by, in the order of the catalogue. */
export function describeRules({ rules }: { rules: RuleOverrides }): DescribedRule[] {
  return ruleIds.map((id) => {
    const rule = ruleOf(id)
    const { kind, source } = rule
    return {
      id,
      kind,
      source,
      sentence: ruleSentence(id, rules),
      isEnforced: isEnforced(rule),
      isImplemented: rule.implementedIn !== undefined,
      values: Object.entries(rule.values).map(([name, value]) => {
        const key = `${id}.${name}`
        const amount = rules[key] ?? value.default
        const { unit, min, max } = value
        const text = amountText(amount, unit)
        return {
          key,
          name,
          unit,
          amount,
          text,
          default: value.default,
          min,
          max,
          isChanged: amount !== value.default,
          isSettable: isSettable(key),
        }
      }),
    }
  })
}
