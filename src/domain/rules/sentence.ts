import { type RuleId, ruleOf } from './catalogue.ts'
import { amountText } from './unit.ts'
import type { RuleOverrides } from './value.ts'

/** The rule in one sentence for staff, with the numbers this store goes by. */
export function ruleSentence(id: RuleId, overrides: RuleOverrides = {}): string {
  const { sentence, values } = ruleOf(id)
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value ? amountText(overrides[`${id}.${name}`] ?? value.default, value.unit) : whole
  })
}
