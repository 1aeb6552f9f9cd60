import { hash } from 'node:crypto'
import { normalisePhone } from '../identity/identity-key.ts'

/** What makes two rows equal: the checked row with its phone normalised, whatever the order of its fields. */
export function rowHash(row: Record<string, unknown>): string {
  const normal = typeof row['phone'] === 'string' ? { ...row, phone: normalisePhone(row['phone']) } : row
  return hash('sha256', JSON.stringify(sorted(normal)), 'base64url')
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const fields = value as Record<string, unknown>
  const made: Record<string, unknown> = {}
  for (const name of Object.keys(fields).sort()) made[name] = sorted(fields[name])
  return made
}
