import { fieldsOf, type ImportKind, type ValueKind } from '../mapping/fields.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { BadCell, type CellReader } from './cell-values.ts'

export type Row = Record<string, unknown>
export type Built = { row: Row; problem: null } | { row: null; problem: string }

/** Where a field's cell is in a record of the file: cells of a line, or an object of NDJSON. */
export type Locate = (column: string | number) => (record: unknown) => unknown

interface Source {
  field: string
  column: string | number
  kind: ValueKind
  cellOf: (record: unknown) => unknown
}

export interface RowBuilder {
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
  const sources = Object.entries(mapping.columns).map(([field, column]): Source => {
    return { field, column, kind: fields.get(field)?.kind ?? 'text', cellOf: locate(column) }
  })
  const telling = sources.filter(({ kind }) => kind === 'time' || kind === 'money')
  const constants = Object.entries(mapping.constants)

  function build(record: unknown): Built {
    const row: Row = {}
    for (const { field, column, kind, cellOf } of sources) {
      const value = readCell(cellOf(record), kind)
      if (value instanceof BadCell)
        return { row: null, problem: `${field} (column ${column}): ${value.problem}` }
      if (value !== undefined) put(row, field, value)
    }
    for (const [field, value] of constants) put(row, field, value)
    return { row: kind === 'orders' ? withItems(row) : row, problem: null }
  }

  function looksLikeHeader(record: unknown): boolean {
    const values = telling.map(({ cellOf, kind }) => readCell(cellOf(record), kind))
    const given = values.filter((value) => value !== undefined)
    return given.length > 0 && given.every((value) => value instanceof BadCell)
  }

  return { build, looksLikeHeader }
}

/** `item.sku` and `fields.NAME` go one level down. */
function put(row: Row, field: string, value: unknown): void {
  const dot = field.indexOf('.')
  if (dot === -1) {
    row[field] = value
    return
  }
  const outer = field.slice(0, dot)
  const inner = (row[outer] ??= {}) as Row
  inner[field.slice(dot + 1)] = value
}

/** The one item that `item.…` tells of; without a price it has its share of what was paid, without a quantity it is none. */
function withItems(row: Row): Row {
  const { item, ...order } = row as Row & { item?: Row }
  if (item === undefined) return { items: [], ...order }
  const { quantity } = item
  if (typeof quantity !== 'number' || quantity === 0) return { ...order, items: [] }
  const paidFen = typeof order['paidFen'] === 'number' ? order['paidFen'] : 0
  const share = Math.max(0, Math.round(paidFen / quantity))
  return { ...order, items: [{ name: '', unitPriceFen: share, ...item }] }
}
