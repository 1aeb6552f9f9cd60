import { customerKeys, type Field, fieldsOf, type ImportKind } from './fields.ts'
import type { Mapping } from './mapping.ts'

/** What does not fit together in a mapping that is well formed: one line for each bad key, with its fix. */
export function checkMapping(kind: ImportKind, mapping: Mapping): string[] {
  const fields = fieldsOf(kind)
  return [
    ...unknownFields(kind, fields, mapping),
    ...missingFields(kind, fields, mapping),
    ...contradictions(mapping),
    ...badConstants(fields, mapping),
    ...missingUnit(fields, mapping),
  ]
}

const named = ({ columns, constants }: Mapping) =>
  new Set([...Object.keys(columns), ...Object.keys(constants)])

function isField(kind: ImportKind, fields: ReadonlyMap<string, Field>, name: string): boolean {
  return fields.has(name) || (kind === 'customers' && /^fields\.[^.]+/.test(name))
}

function unknownFields(kind: ImportKind, fields: ReadonlyMap<string, Field>, mapping: Mapping): string[] {
  const choice = `is no field of ${kind}; choose from ${[...fields.keys()].join(', ')}`
  return (['columns', 'constants'] as const).flatMap((part) =>
    Object.keys(mapping[part])
      .filter((name) => !isField(kind, fields, name))
      .map((name) => `${part}.${name}: ${choice}`),
  )
}

function missingFields(kind: ImportKind, fields: ReadonlyMap<string, Field>, mapping: Mapping): string[] {
  const given = named(mapping)
  const hasItem = [...given].some((name) => name.startsWith('item.'))
  const required = [...fields].filter(([, field]) => field.isRequired).map(([name]) => name)
  if (hasItem) required.push('item.sku', 'item.quantity')
  const problems = required
    .filter((name) => !given.has(name))
    .map((name) => `columns.${name}: is missing: name its column, or give constants.${name}`)
  if (kind !== 'products' && !customerKeys.some((name) => given.has(name))) {
    problems.push(`columns: no customer is named: give a column for ${customerKeys.join(' or ')}`)
  }
  if (hasItem && given.has('items')) problems.push('columns.items: give either items or item.…, not both')
  return problems
}

function contradictions({ columns, constants, format, header, delimiter }: Mapping): string[] {
  const problems = Object.keys(constants)
    .filter((name) => columns[name] !== undefined)
    .map((name) => `constants.${name}: has a column too; keep one of them`)
  for (const [name, column] of Object.entries(columns)) {
    if (format === 'ndjson' && typeof column === 'number')
      problems.push(`columns.${name}: NDJSON has no numbered columns; give the key's name`)
    if (header === false && typeof column === 'string')
      problems.push(`columns.${name}: without a header columns have no names; give its number from 1`)
  }
  if (delimiter !== undefined && format !== undefined && format !== 'csv')
    problems.push('delimiter: belongs to the format csv; remove it or set format to csv')
  return problems
}

function badConstants(fields: ReadonlyMap<string, Field>, { constants }: Mapping): string[] {
  return Object.entries(constants).flatMap(([name, value]) => {
    const parsed = fields.get(name)?.schema.safeParse(value)
    if (!parsed || parsed.success) return []
    return [`constants.${name}: ${parsed.error.issues[0]?.message ?? 'is no value of this field'}`]
  })
}

function missingUnit(fields: ReadonlyMap<string, Field>, { columns, moneyUnit }: Mapping): string[] {
  const hasMoney = Object.keys(columns).some((name) => fields.get(name)?.kind === 'money')
  return hasMoney && moneyUnit === undefined ? ['moneyUnit: is missing: give yuan or fen'] : []
}
