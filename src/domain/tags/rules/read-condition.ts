import { type Condition, conditionLimits } from './condition.ts'
import { type Path, type Problem, readComparison } from './read-comparison.ts'

export interface ReadCondition {
  /** Null when there are problems. */
  condition: Condition | null
  problems: readonly Problem[]
}

/**
 * Reads a condition from JSON that may say anything: it answers a condition that is safe to evaluate or every problem with
 * its path, and never throws. Depth and size are bounded, empty groups are refused (an empty AND would hold for everybody).
 */
export function readCondition(json: unknown, { isPerCategory }: { isPerCategory: boolean }): ReadCondition {
  const problems: Problem[] = []
  let comparisons = 0

  function refuse(path: Path, message: string): null {
    problems.push({ path, message })
    return null
  }

  function readGroup(key: 'all' | 'any', json: unknown, path: Path, depth: number): Condition | null {
    if (!Array.isArray(json) || json.length === 0)
      return refuse([...path, key], 'must be a list of one or more conditions')
    const parts: Condition[] = []
    for (const [place, part] of json.entries()) {
      if (comparisons > conditionLimits.comparisons) return null
      const read = readPart(part, [...path, key, place], depth + 1)
      if (read) parts.push(read)
    }
    if (parts.length < json.length) return null
    return key === 'all' ? { all: parts } : { any: parts }
  }

  function readPart(json: unknown, path: Path, depth: number): Condition | null {
    if (depth > conditionLimits.depth)
      return refuse(path, `is nested deeper than ${conditionLimits.depth} levels`)
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      return refuse(path, 'must be a comparison or one of all, any, not')
    const groups = Object.keys(json).filter((key) => key === 'all' || key === 'any' || key === 'not')
    const [group] = groups
    if (group === undefined) return readOne(json as Record<string, unknown>, path)
    if (Object.keys(json).length > 1) return refuse(path, `must have nothing beside "${group}"`)
    const inner = (json as Record<string, unknown>)[group]
    if (group !== 'not') return readGroup(group as 'all' | 'any', inner, path, depth)
    const negated = readPart(inner, [...path, 'not'], depth + 1)
    return negated && { not: negated }
  }

  function readOne(json: Readonly<Record<string, unknown>>, path: Path): Condition | null {
    comparisons += 1
    if (comparisons === conditionLimits.comparisons + 1)
      return refuse(path, `is one comparison too many: at most ${conditionLimits.comparisons}`)
    const read = readComparison(json, path, isPerCategory)
    problems.push(...read.problems)
    return read.comparison
  }

  const condition = readPart(json, [], 1)
  return problems.length > 0 ? { condition: null, problems } : { condition, problems }
}
