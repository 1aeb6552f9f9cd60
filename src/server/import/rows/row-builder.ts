import type { ImportKind } from '../../../contract/imports.ts'
import { customerKeys, fieldsOf, type ValueKind } from '../mapping/fields.ts'
import type { Mapping, Source } from '../mapping/mapping.ts'
import { ImportFailed } from '../import-failed.ts'
import { BadCell, type CellReader } from './cell-values.ts'
import { orderOf } from './order-rows.ts'

export type Row = Record<string, unknown>
/** `orderId` of a bad line, as far as it can be read: the order's other lines go with it. */
export type Built = { row: Row; problem: null } | { row: null; problem: string; orderId?: unknown }

/** Where a field's cell is in a record of the file, and what the column is called there; null where the file has none of it. */
export type Locate = (source: Source) => { column: string; cellOf: (record: unknown) => unknown } | null

/** Where a value stands in the row: `item.sku` and `fields.NAME` go one level down. */
interface Place {
  outer: string | null
  name: string
}

interface CellSource extends Place {
  field: string
  column: string
  kind: ValueKind
  cellOf: (record: unknown) => unknown
  /** What its cells say, and what that means. */
  words: ReadonlyMap<string, unknown> | null
}

export interface RowBuilder {
  /** The row that one record tells; for a file of items still to be joined with the order's other lines. */
  build: (record: unknown) => Built
  /** No time and no amount of it can be read: titles of columns, not a row. */
  looksLikeHeader: (record: unknown) => boolean
}

/** Builds the contract's rows from records as a mapping tells; what a row must hold is judged afterwards. */
export function rowBuilder(
  kind: ImportKind,
  mapping: Mapping,
  locate: Locate,
  readCell: CellReader,
): RowBuilder {
  const fields = fieldsOf(kind)
  const sources = Object.entries(mapping.columns).flatMap(([field, source]): CellSource[] => {
    const located = locate(source)
    if (!located) return []
    const words = mapping.values?.[field]
    return [
      {
        ...placeOf(field),
        ...located,
        field,
        kind: fields.get(field)?.kind ?? 'text',
        words: words ? new Map(Object.entries(words)) : null,
      },
    ]
  })
  refuseMissing(kind, mapping, new Set(sources.map(({ field }) => field)))
  const telling = sources.filter(({ kind }) => kind === 'time' || kind === 'money')
  const constants = Object.entries(mapping.constants).map(([field, value]) => ({ ...placeOf(field), value }))
  const isWholeOrder = kind === 'orders' && mapping.lines !== 'item'
  const ids = sources.find(({ field }) => field === 'orderId')

  function build(record: unknown): Built {
    const row: Row = {}
    for (const source of sources) {
      const cell = source.cellOf(record)
      const value = source.words ? wordValue(source.words, cell) : readCell(cell, source.kind)
      if (value instanceof BadCell) {
        const problem = `${source.field} (column ${source.column}): ${value.problem}`
        return { row: null, problem, orderId: ids && readCell(ids.cellOf(record), ids.kind) }
      }
      if (value !== undefined) put(row, source, value)
    }
    for (const constant of constants) put(row, constant, constant.value)
    return { row: isWholeOrder ? orderOf([row]) : row, problem: null }
  }

  function looksLikeHeader(record: unknown): boolean {
    const values = telling.map(({ cellOf, kind }) => readCell(cellOf(record), kind))
    const given = values.filter((value) => value !== undefined)
    return given.length > 0 && given.every((value) => value instanceof BadCell)
  }

  return { build, looksLikeHeader }
}

/** Spellings of which the file has none leave a field out; one that no row can do without is an error of the whole file. */
function refuseMissing(kind: ImportKind, { columns, constants }: Mapping, found: ReadonlySet<string>): void {
  const has = (field: string) => found.has(field) || constants[field] !== undefined
  const missing = [...fieldsOf(kind)]
    .filter(([field, { isRequired }]) => isRequired && !has(field) && columns[field] !== undefined)
    .map(([field]) => field)
    .filter((field) => field !== 'paidFen' || !has('item.paidFen'))
  if (columns['orderId'] !== undefined && !has('orderId')) missing.push('orderId')
  const keys = customerKeys.filter((key) => columns[key] !== undefined)
  const [firstKey] = keys
  if (kind !== 'products' && firstKey !== undefined && !customerKeys.some(has)) missing.push(firstKey)
  if (missing.length === 0) return
  const wanted = missing.map((field) => `${field} (${[columns[field] ?? []].flat().join(' / ')})`)
  throw new ImportFailed(`has no column for ${wanted.join(', ')}; rename its columns or write a mapping`)
}

function wordValue(words: ReadonlyMap<string, unknown>, cell: unknown): unknown {
  const word = String(cell ?? '').trim()
  if (word === '') return undefined
  if (words.has(word)) return words.get(word)
  return new BadCell(
    `${JSON.stringify(word.slice(0, 40))} is none of the words in the mapping; add it under values`,
  )
}

function placeOf(field: string): Place {
  const dot = field.indexOf('.')
  return dot === -1
    ? { outer: null, name: field }
    : { outer: field.slice(0, dot), name: field.slice(dot + 1) }
}

function put(row: Row, { outer, name }: Place, value: unknown): void {
  if (outer === null) row[name] = value
  else ((row[outer] ??= {}) as Row)[name] = value
}
