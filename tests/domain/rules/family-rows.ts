import type { Rule, RuleKind } from '../../../src/domain/rules/rule.ts'

/** [id, kind, source, defaults by name]: the rule as the rule table states it. */
export type RuleRow = readonly [
  id: string,
  kind: RuleKind,
  source: string,
  defaults: Readonly<Record<string, number>>,
]

/** A family of the catalogue in the shape of the table. */
export function rowsOf(family: Readonly<Record<string, Rule>>): RuleRow[] {
  return Object.entries(family).map(([id, { kind, source, values }]) => [
    id,
    kind,
    source,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.default])),
  ])
}
