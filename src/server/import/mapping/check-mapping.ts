import type { ImportKind } from '../../../contract/imports.ts'
import { closedStatus, customerKeys, type Field, fieldsOf } from './fields.ts'
import { columnsOf, type Mapping } from './mapping.ts'

/** What does not fit together in a mapping that is well formed: one line for each bad key, with its fix. */
export function checkMapping(kind: ImportKind, mapping: Mapping): string[] {
  const fields = fieldsOf(kind)
  return [
    ...unknownFields(kind, fields, mapping),
    ...missingFields(kind, fields, mapping),
    ...contradictions(mapping),
    ...badConstants(fields, mapping),
    ...badValues(fields, mapping),
    ...linesOfItems(kind, mapping),
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
  return (['columns', 'constants', 'values'] as const).flatMap((part) =>
    Object.keys(mapping[part] ?? {})
      .filter((name) => !isField(kind, fields, name))
      .map((name) => `${part}.${name}: ${choice}`),
  )
}

function missingFields(kind: ImportKind, fields: ReadonlyMap<string, Field>, mapping: Mapping): string[] {
  const given = named(mapping)
  const hasItem = [...given].some((name) => name.startsWith('item.'))
  const required = [...fields].filter(([, field]) => field.isRequired).map(([name]) => name)
  if (hasItem) required.push('item.sku', 'item.quantity')
  if (mapping.lines === 'item') required.push('orderId')
  const problems = required
    .filter((name) => !given.has(name) && !(name === 'paidFen' && given.has('item.paidFen')))
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
  for (const [name, source] of Object.entries(columns)) {
    const named = columnsOf(source)
    if (format === 'ndjson' && named.some((column) => typeof column === 'number'))
      problems.push(`columns.${name}: NDJSON has no numbered columns; give the key's name`)
    if (header === false && named.some((column) => typeof column === 'string'))
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

function badValues(fields: ReadonlyMap<string, Field>, { columns, values = {} }: Mapping): string[] {
  return Object.entries(values).flatMap(([name, words]) => {
    const field = fields.get(name)
    if (!field) return []
    if (columns[name] === undefined)
      return [`values.${name}: has no column; add columns.${name} or remove it`]
    return Object.entries(words).flatMap(([word, value]) => {
      if (name === 'status' && value === closedStatus) return []
      const parsed = field.schema.safeParse(value)
      return parsed.success
        ? []
        : [`values.${name}.${word}: ${parsed.error.issues[0]?.message ?? 'is no value of this field'}`]
    })
  })
}

function linesOfItems(kind: ImportKind, { lines, columns }: Mapping): string[] {
  if (lines !== 'item') return []
  if (kind !== 'orders') return ['lines: item belongs to orders; remove it']
  return Object.keys(columns).some((name) => name.startsWith('item.'))
    ? []
    : ['lines: item needs columns for item.sku and item.quantity; add them or remove it']
}

function missingUnit(fields: ReadonlyMap<string, Field>, { columns, moneyUnit }: Mapping): string[] {
  const hasMoney = Object.keys(columns).some((name) => fields.get(name)?.kind === 'money')
  return hasMoney && moneyUnit === undefined ? ['moneyUnit: is missing: give yuan or fen'] : []
}
