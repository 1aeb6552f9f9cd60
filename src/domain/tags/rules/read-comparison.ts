import { type Comparison, conditionLimits, type Operator } from './condition.ts'
import { type FactKind, type FactName, isCategoryFact, kindOf } from './fact-kinds.ts'

export type Path = readonly (string | number)[]

/** What is wrong with a rule, and where: the path of keys and places from the rule's top. */
export interface Problem {
  path: Path
  message: string
}

const operatorsOf: Record<FactKind['type'], readonly Operator[]> = {
  number: ['atLeast', 'atMost', 'above', 'below', 'equals'],
  text: ['equals', 'oneOf'],
  flag: ['equals'],
  list: ['includes', 'includesAny'],
}
const { listValues, textLength } = conditionLimits

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= textLength

function valueProblem({ type, values }: FactKind, is: Operator, value: unknown): string | null {
  if (type === 'number')
    return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number'
  if (type === 'flag') return typeof value === 'boolean' ? null : 'must be true or false'
  const texts: readonly unknown[] = is === 'oneOf' || is === 'includesAny' ? asList(value) : [value]
  if (texts.length === 0 || texts.length > listValues || !texts.every(isText))
    return `must be ${texts === value ? `1 to ${listValues} texts` : 'a text'} of 1 to ${textLength} characters`
  const unknown = texts.find((text) => values && !values.includes(text as string))
  return unknown === undefined ? null : `"${String(unknown)}" is not one of ${values?.join(', ')}`
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Reads one comparison; anything that is not exactly one is a problem at its path. */
export function readComparison(
  json: Readonly<Record<string, unknown>>,
  path: Path,
  isPerCategory: boolean,
): { comparison: Comparison | null; problems: Problem[] } {
  const problem = (key: string, message: string) => ({
    comparison: null,
    problems: [{ path: [...path, key], message }],
  })
  const stray = Object.keys(json).find((key) => !['fact', 'is', 'value', 'category'].includes(key))
  if (stray !== undefined) return problem(stray, 'is not a part of a comparison')
  const { fact, is, value, category } = json
  const kind = typeof fact === 'string' ? kindOf(fact) : null
  if (kind === null) return problem('fact', `unknown fact ${JSON.stringify(fact) ?? 'undefined'}`)
  const choice = operatorsOf[kind.type]
  if (!choice.includes(is as Operator))
    return problem('is', `must be one of ${choice.join(', ')} for ${String(fact)}`)
  const wrong = valueProblem(kind, is as Operator, value)
  if (wrong !== null) return problem('value', wrong)
  if (category !== undefined && (!isText(category) || !isCategoryFact(String(fact))))
    return problem('category', 'must be the name of a category, beside a category fact')
  if (category === undefined && isCategoryFact(String(fact)) && !isPerCategory)
    return problem('category', `is missing: ${String(fact)} needs one unless the rule is tried for each`)
  return { comparison: json as unknown as Comparison & { fact: FactName }, problems: [] }
}
