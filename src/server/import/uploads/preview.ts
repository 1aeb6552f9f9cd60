import type { FileHandle } from 'node:fs/promises'
import type { ImportKind, ImportPreview } from '../../../contract/imports.ts'
import { checkRows } from '../../ingest/check-rows.ts'
import { ImportFailed, MappingInvalid } from '../import-failed.ts'
import { rowSchemas } from '../mapping/fields.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { planFile, withFile } from '../open-file.ts'
import { readEntries } from '../read-entries.ts'
import { splitCells, splitWords } from '../reading/cells.ts'
import { readShape } from '../reading/file-shape.ts'
import { readRecords } from '../reading/records.ts'
import type { Entry } from '../store-batch.ts'
import { reasonInChinese } from './reasons.ts'

const shownRows = 5
const shownCells = 200
const shownLetters = 200

/** What the first line of a file holds, cut to what a page can show. */
async function headerOf(handle: FileHandle): Promise<string[]> {
  const { format, start, delimiter, encoding } = await readShape(handle, {})
  for await (const [first] of readRecords(handle, start, delimiter, encoding)) {
    if (!first) continue
    const cells = format === 'table' ? splitCells(first.text, delimiter ?? ',') : splitWords(first.text)
    const names = format === 'ndjson' ? keysOf(first.text) : cells
    return names.slice(0, shownCells).map((cell) => cell.trim().slice(0, shownLetters))
  }
  return []
}

function keysOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.keys(value) : []
  } catch {
    return []
  }
}

function shown(kind: ImportKind, { line, built }: Entry): ImportPreview['rows'][number] {
  if (built.row === null) return { line, row: null, problem: reasonInChinese(built.problem) }
  const { checked, rejected } = checkRows(rowSchemas[kind], [built.row])
  const [good] = checked
  if (good) return { line, row: good.row, problem: null }
  return { line, row: null, problem: reasonInChinese(rejected[0]?.message ?? '') }
}

async function firstRows(
  handle: FileHandle,
  kind: ImportKind,
  { mapping, timeZone }: { mapping: Mapping | null; timeZone: string },
): Promise<ImportPreview['rows']> {
  const planned = await planFile(handle, kind, { mapping, timeZone })
  if (!planned) return []
  for await (const entries of readEntries(handle, planned, planned.start, shownRows))
    return entries.map((entry) => shown(kind, entry))
  return []
}

/** A file's first rows as this mapping reads them; a mapping or file that can't be used is a problem in words. */
export function previewFile(
  file: string,
  kind: ImportKind,
  { choose, timeZone }: { choose: () => Mapping | null; timeZone: string },
): Promise<ImportPreview> {
  return withFile(file, async (handle) => {
    const preview: ImportPreview = { problem: null, header: [], rows: [] }
    try {
      preview.header = await headerOf(handle)
      preview.rows = await firstRows(handle, kind, { mapping: choose(), timeZone })
      if (preview.rows.length === 0) preview.problem = '文件里没有数据行'
    } catch (error) {
      if (!(error instanceof ImportFailed) && !(error instanceof MappingInvalid)) throw error
      preview.problem = reasonInChinese(error.message)
    }
    return preview
  })
}
