import type { FactValue, TagFacts } from '../facts/tag-facts.ts'
import type { Comparison, Condition } from './condition.ts'
import { isCategoryFact } from './fact-kinds.ts'

/** The value of a fact; null when unknown, or when a category was never looked at. */
export function factValue(
  { fact, category }: Pick<Comparison, 'fact' | 'category'>,
  facts: TagFacts,
  triedCategory: string | null,
): FactValue {
  if (!isCategoryFact(fact)) return facts.customer[fact]
  const name = category ?? triedCategory
  if (name === null) return null
  return facts.categories.get(name)?.[fact] ?? (fact === 'category.views30d' ? 0 : null)
}

function compares(comparison: Comparison, known: FactValue): boolean {
  const { is, value } = comparison
  if (known === null) return false
  if (is === 'equals') return known === value
  if (is === 'oneOf') return Array.isArray(value) && value.includes(known)
  if (Array.isArray(known)) {
    const wanted: readonly unknown[] = Array.isArray(value) ? value : [value]
    return wanted.some((name) => known.includes(name as string))
  }
  if (typeof known !== 'number' || typeof value !== 'number') return false
  if (is === 'atLeast') return known >= value
  if (is === 'atMost') return known <= value
  return is === 'above' ? known > value : is === 'below' && known < value
}

/**
 * Whether a condition holds (TAG-04..08, feature 11): AND, OR and NOT are the two-valued ones, an unknown fact fulfils no
 * comparison, so that NOT of it holds. `triedCategory` is the category a rule with `each` is tried for.
 */
export function holds(condition: Condition, facts: TagFacts, triedCategory: string | null = null): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts, triedCategory))
  if ('any' in condition) return condition.any.some((part) => holds(part, facts, triedCategory))
  if ('not' in condition) return !holds(condition.not, facts, triedCategory)
  return compares(condition, factValue(condition, facts, triedCategory))
}
