import { importFieldNames, orderStatusWords } from '../../../contract/import-fields.ts'
import type { ImportKind } from '../../../contract/imports.ts'

/** Fields that a column can be picked for; the others need a mapping file. */
export function pickableFields(kind: ImportKind): [field: string, name: string][] {
  return Object.entries(importFieldNames[kind]).filter(
    ([field]) => !['items', 'fields', 'partnerSkus'].includes(field),
  )
}

/** Columns whose title is what the field is called here. */
export function guessedColumns(kind: ImportKind, header: readonly string[]): Record<string, string> {
  const pairs = pickableFields(kind).flatMap(([field, name]) => {
    const column = header.find((title) => title === name || title === field)
    return column === undefined ? [] : [[field, column]]
  })
  return Object.fromEntries(pairs) as Record<string, string>
}

/** The mapping that these picked columns mean. Orders without a state are paid; with goods, each line is one of them. */
export function ownMapping(
  kind: ImportKind,
  picked: Readonly<Record<string, string>>,
  moneyUnit: 'yuan' | 'fen',
): Record<string, unknown> {
  const columns = Object.fromEntries(Object.entries(picked).filter(([, column]) => column !== ''))
  const mapping = { columns, moneyUnit, dateFormat: 'excel' }
  if (kind !== 'orders') return mapping
  const hasItems = Object.keys(columns).some((field) => field.startsWith('item.'))
  return {
    ...mapping,
    ...(columns['status'] === undefined
      ? { constants: { status: 'paid' } }
      : { values: { status: orderStatusWords } }),
    ...(hasItems && columns['orderId'] !== undefined ? { lines: 'item' } : {}),
  }
}
