import type { z } from 'zod'

const timeAdvice =
  'must be a time from 1990 to 2100: ISO 8601 with an offset such as 2025-01-31T09:30:00+08:00, or epoch milliseconds'
const timeField = /At$/

function valueAt(row: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    row,
  )
}

function problemOf(issue: z.core.$ZodIssue, value: unknown, field: string): string {
  if (timeField.test(field) && value !== undefined) return timeAdvice
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? `is missing: give ${kindName(issue.expected)}`
        : `must be ${kindName(issue.expected)}`
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters`
      return issue.origin === 'array'
        ? `must have at most ${issue.maximum} entries`
        : `must be at most ${issue.maximum}`
    case 'invalid_union':
      return value === undefined ? `is missing: ${timeAdvice}` : 'has none of the allowed kinds of value'
    case 'invalid_format':
      return issue.format === 'url' ? 'must be an http(s) address' : issue.message
    default:
      return issue.message
  }
}

function kindName(expected: string): string {
  const names: Record<string, string> = {
    int: 'a whole number',
    number: 'a number',
    string: 'a text',
    array: 'an array',
    object: 'an object',
    record: 'an object',
  }
  return names[expected] ?? expected
}

/** A refused row in one line: each bad field with what to give instead (the first three). */
export function explainIssues(issues: readonly z.core.$ZodIssue[], row: unknown): string {
  const lines = issues.slice(0, 3).map((issue) => {
    const field = issue.path.join('.') || 'row'
    return `${field}: ${problemOf(issue, valueAt(row, issue.path), field)}`
  })
  return lines.join('; ')
}
