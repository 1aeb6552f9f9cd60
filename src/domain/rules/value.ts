import { catalogue, type RuleId, ruleIds, ruleOf, type RuleKey, type ValueName } from './catalogue.ts'
import type { RuleValue } from './rule.ts'

/** What a store set in place of defaults, by key; checked when set (`resolveRules`). */
export type RuleOverrides = Readonly<Record<string, number>>

/** "OFF-01.percent" → its entry, or null when no rule has such a number. */
export function findValue(key: string): RuleValue | null {
  const dot = key.lastIndexOf('.')
  const id = key.slice(0, Math.max(0, dot))
  if (!Object.hasOwn(catalogue, id)) return null
  const { values } = ruleOf(id as RuleId)
  const name = key.slice(dot + 1)
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null
}

/** The default of a rule's number, in the unit of its entry. */
export function ruleDefault<Id extends RuleId>(id: Id, name: ValueName<Id>): number {
  return ruleOf(id).values[name]?.default ?? 0
}

/** The keys of all numbers, made once: a text put together anew at each question costs more than the answer. */
const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  ruleIds.map((id) => [
    id,
    Object.fromEntries(Object.keys(ruleOf(id).values).map((name) => [name, `${id}.${name}`])),
  ]),
)

/** A rule's number for this store: what it set, else the default. In the unit of its entry. */
export function ruleValue<Id extends RuleId>(
  { rules }: { rules: RuleOverrides },
  id: Id,
  name: ValueName<Id>,
): number {
  return rules[keys[id]?.[name] ?? ''] ?? ruleDefault(id, name)
}

/** The same by key, where the key comes from data. */
export function keyValue({ rules }: { rules: RuleOverrides }, key: RuleKey): number {
  return rules[key] ?? findValue(key)?.default ?? 0
}
