import type { z } from 'zod'
import type { IngestResult } from '../../contract/ingest.ts'
import { explainIssues } from './explain-issue.ts'
import { BrokenLine } from './read-rows.ts'

export interface CheckedRow<T> {
  index: number
  row: T
}

/** Judges each row on its own; PostgreSQL cannot store the character NUL, so it is refused for both engines. */
export function checkRows<S extends z.ZodType>(
  schema: S,
  rows: readonly unknown[],
): { checked: CheckedRow<z.output<S>>[]; rejected: IngestResult['rejected'] } {
  const checked: CheckedRow<z.output<S>>[] = []
  const rejected: IngestResult['rejected'] = []
  const reject = (index: number, message: string) => rejected.push({ index, code: 'invalid_input', message })
  rows.forEach((row, index) => {
    if (row instanceof BrokenLine) return reject(index, row.problem)
    const parsed = schema.safeParse(row)
    if (!parsed.success) return reject(index, explainIssues(parsed.error.issues, row))
    const field = fieldWithNul(parsed.data, [])
    if (field !== null) return reject(index, `${field}: must not contain the character NUL`)
    checked.push({ index, row: parsed.data })
  })
  return { checked, rejected }
}

function fieldWithNul(value: unknown, path: readonly string[]): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? path.join('.') : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, part] of Object.entries(value)) {
    const found = key.includes('\u0000') ? path.join('.') : fieldWithNul(part, [...path, key])
    if (found !== null) return found
  }
  return null
}
