import { createHash } from 'node:crypto'
import { normalisePhone } from '../identity/identity-key.ts'

/** What makes two rows equal: the checked row with its phone normalised, whatever the order of its fields. */
export function rowHash(row: Record<string, unknown>): string {
  const normal = typeof row['phone'] === 'string' ? { ...row, phone: normalisePhone(row['phone']) } : row
  return createHash('sha256').update(JSON.stringify(normal, sortKeys)).digest('base64url')
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
