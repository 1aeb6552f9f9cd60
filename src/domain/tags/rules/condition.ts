import type { FactName } from './fact-kinds.ts'

export const operators = [
  'atLeast',
  'atMost',
  'above',
  'below',
  'equals',
  'oneOf',
  'includes',
  'includesAny',
] as const
export type Operator = (typeof operators)[number]

/** `category` names the category of a category fact where the rule is not tried for each one. */
export interface Comparison {
  fact: FactName
  is: Operator
  value: number | string | boolean | readonly string[]
  category?: string
}

/** AND, OR and NOT over comparisons. What is unknown fulfils no comparison. */
export type Condition =
  { all: readonly Condition[] } | { any: readonly Condition[] } | { not: Condition } | Comparison

/** Depth of nesting and number of comparisons that a rule may have. */
export const conditionLimits = { depth: 6, comparisons: 40, listValues: 50, textLength: 60 } as const

/** Every comparison of a condition, from left to right. */
export function comparisonsOf(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf)
  if ('any' in condition) return condition.any.flatMap(comparisonsOf)
  return 'not' in condition ? comparisonsOf(condition.not) : [condition]
}
