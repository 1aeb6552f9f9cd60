import { hash } from 'node:crypto'
import { normalisePhone } from '../identity/identity-key.ts'

interface Shape {
  names: readonly string[]
  sorted: readonly string[]
}

/** Rows of one kind have few shapes: the names of the latest are sorted once, not with every row. */
const mostShapes = 16
const shapes: Shape[] = []

/** What makes two rows equal: the checked row with its phone normalised, whatever the order of its fields. */
export function rowHash(row: Record<string, unknown>): string {
  const normal = sortedObject(row)
  if (typeof normal['phone'] === 'string') normal['phone'] = normalisePhone(normal['phone'])
  return hash('sha256', JSON.stringify(normal), 'base64url')
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(sorted) : sortedObject(value as Record<string, unknown>)
}

function sortedObject(fields: Record<string, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const name of sortedNames(Object.keys(fields))) made[name] = sorted(fields[name])
  return made
}

function sortedNames(names: readonly string[]): readonly string[] {
  for (const shape of shapes) if (isSame(shape.names, names)) return shape.sorted
  const made = { names, sorted: [...names].sort() }
  shapes.unshift(made)
  shapes.length = Math.min(shapes.length, mostShapes)
  return made.sorted
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let place = 0; place < one.length; place += 1) if (one[place] !== other[place]) return false
  return true
}
