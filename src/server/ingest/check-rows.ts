import type { z } from 'zod'
import type { IngestResult } from '../../contract/ingest.ts'
import { faultOfText } from '../http/limits/json-body.ts'
import { explainIssues } from './explain-issue.ts'
import { BrokenLine } from './read-rows.ts'

export interface CheckedRow<T> {
  index: number
  row: T
}

/** Judges each row on its own; what one engine cannot store as it is, is refused for both. */
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
    if (!isStorable(parsed.data)) return reject(index, textFault(parsed.data, []) ?? 'row: cannot be stored')
    checked.push({ index, row: parsed.data })
  })
  return { checked, rejected }
}

/** Whether all texts of a value, names included, can be stored; of nearly every row they can, so that no path is kept. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return faultOfText(value) === null
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isStorable)
  for (const key in value)
    if (faultOfText(key) !== null || !isStorable((value as Record<string, unknown>)[key])) return false
  return true
}

/** The first text that cannot be stored: its field, and why. */
function textFault(value: unknown, path: readonly string[]): string | null {
  if (typeof value === 'string') {
    const fault = faultOfText(value)
    return fault === null ? null : `${path.join('.')}: ${fault}`
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [key, part] of Object.entries(value)) {
    const fault = faultOfText(key)
    const found = fault === null ? textFault(part, [...path, key]) : `${path.join('.')}: ${fault}`
    if (found !== null) return found
  }
  return null
}
