import { ImportFailed } from '../import-failed.ts'
import type { ImportKind } from '../../../contract/imports.ts'
import { fieldsOf } from '../mapping/fields.ts'
import { type Column, columnsOf, type Mapping, type Source } from '../mapping/mapping.ts'
import { parseMapping } from '../mapping/read-mapping.ts'
import { splitCells, splitWords } from '../reading/cells.ts'
import type { FileShape } from '../reading/file-shape.ts'
import { cellReader } from './cell-values.ts'
import { orderNamer } from './order-ids.ts'
import { type Built, type Locate, rowBuilder } from './row-builder.ts'

export interface RowPlan {
  /** The first record holds titles and is no row. */
  hasHeader: boolean
  /** Ids count the lines before: reading has to begin at the beginning even to go on later. */
  countsLines: boolean
  build: (text: string) => Built
  /** Each line is an item: lines that follow each other with the same id are one order. */
  joinsLines: boolean
}

export interface PlanOptions {
  kind: ImportKind
  /** Null: the header, or the keys of NDJSON, are the contract's own names. */
  mapping: Mapping | null
  shape: FileShape
  /** The text of the file's first record. */
  first: string
  timeZone: string
}

/** How each record of a file becomes a row, from its first record and the mapping. */
export function planRows({ kind, mapping: given, shape, first, timeZone: storeZone }: PlanOptions): RowPlan {
  if (shape.format === 'ndjson' && given === null) {
    return { hasHeader: false, countsLines: false, build: readObject, joinsLines: false }
  }
  const split = splitter(shape)
  const firstCells = shape.format === 'ndjson' ? [] : (split(first) as string[]).map((cell) => cell.trim())
  const mapping = given ?? ownNames(kind, firstCells)
  const timeZone = mapping.timeZone ?? storeZone
  const readCell = cellReader({
    dateFormat: mapping.dateFormat,
    moneyUnit: mapping.moneyUnit ?? 'fen',
    timeZone,
  })
  const locate = shape.format === 'ndjson' ? inObject : inCells(firstCells)
  const builder = rowBuilder(kind, mapping, locate, readCell)
  const isNamed = Object.values(mapping.columns).some((source) =>
    columnsOf(source).some((column) => typeof column === 'string'),
  )
  const hasHeader =
    shape.format !== 'ndjson' && (isNamed || (mapping.header ?? builder.looksLikeHeader(firstCells)))
  const isUnnamed = kind === 'orders' && !('orderId' in mapping.columns) && !('orderId' in mapping.constants)
  const name = isUnnamed ? orderNamer(timeZone) : null
  const joinsLines = mapping.lines === 'item'
  const width = hasHeader && shape.format === 'table' ? firstCells.length : Number.POSITIVE_INFINITY

  function build(text: string): Built {
    const record = shape.format === 'ndjson' ? readObject(text) : { row: split(text), problem: null }
    if (record.row === null) return { row: null, problem: record.problem ?? '' }
    if (Array.isArray(record.row) && record.row.slice(width).some((cell) => cell !== '')) {
      const problem = `row: has ${record.row.length} columns, the header ${width}; put cells that hold the delimiter in quotes`
      return { row: null, problem }
    }
    const built = builder.build(record.row)
    return built.row !== null && name ? { row: name(built.row), problem: null } : built
  }
  return { hasHeader, countsLines: isUnnamed || joinsLines, build, joinsLines }
}

function splitter({ format, delimiter }: FileShape): (text: string) => string[] {
  return format === 'whitespace' ? splitWords : (text) => splitCells(text, delimiter ?? ',')
}

function readObject(text: string): Built {
  try {
    const row = JSON.parse(text) as unknown
    if (typeof row === 'object' && row !== null && !Array.isArray(row))
      return { row: row as Record<string, unknown>, problem: null }
  } catch {
    return { row: null, problem: 'row: is not valid JSON; write one complete JSON object on each line' }
  }
  return { row: null, problem: 'row: must be a JSON object' }
}

type CellOf = (record: unknown) => unknown

/** The first of these cells that is not empty. */
function firstFilled(cells: readonly CellOf[]): CellOf {
  const [only] = cells
  if (only && cells.length === 1) return only
  return (record) => {
    for (const cellOf of cells) {
      const cell = cellOf(record)
      if (cell !== undefined && cell !== null && String(cell).trim() !== '') return cell
    }
    return undefined
  }
}

const inObject: Locate = (source) => ({
  column: columnsOf(source).join(' / '),
  cellOf: firstFilled(
    columnsOf(source).map((column) => (record) => (record as Record<string, unknown>)[String(column)]),
  ),
})

function inCells(header: readonly string[]): Locate {
  const have = () => `it has ${header.join(', ')}`
  function cellOf(column: Column): CellOf {
    const index = typeof column === 'number' ? column - 1 : header.indexOf(column)
    if (index === -1) throw new ImportFailed(`has no column ${column}; ${have()}`)
    if (typeof column === 'string' && header.includes(column, index + 1))
      throw new ImportFailed(`has two columns ${column}; rename one, or give its number; ${have()}`)
    return (record) => (record as string[])[index]
  }
  return (source: Source) => {
    if (!Array.isArray(source)) return { column: String(source), cellOf: cellOf(source) }
    const present = source.filter((column) => typeof column === 'number' || header.includes(column))
    if (present.length === 0) return null
    return { column: present.join(' / '), cellOf: firstFilled(present.map(cellOf)) }
  }
}

/** Without a mapping every title has to be one of the contract's names: a misspelt one must not drop its column silently. */
function ownNames(kind: ImportKind, titles: readonly string[]): Mapping {
  const fields = fieldsOf(kind)
  const unknown = titles.filter((title) => !fields.has(title))
  if (unknown.length > 0) {
    throw new ImportFailed(
      `has columns that are no fields of ${kind} (${unknown.join(', ')}); the fields are ${[...fields.keys()].join(', ')}: rename or remove the columns, or write a mapping and give it with --map`,
    )
  }
  const columns = Object.fromEntries(titles.map((title) => [title, title]))
  return parseMapping(kind, { columns, moneyUnit: 'fen' }, 'from the header')
}
