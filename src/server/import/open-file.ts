import { type FileHandle, open } from 'node:fs/promises'
import { ImportFailed } from './import-failed.ts'
import type { ImportKind } from '../../contract/imports.ts'
import type { Mapping } from './mapping/mapping.ts'
import { type FileShape, readShape } from './reading/file-shape.ts'
import { type FileRecord, type Position, readRecords } from './reading/records.ts'
import { planRows, type RowPlan } from './rows/row-plan.ts'

/** Opens a file for reading, runs with it and closes it; a file that can't be read is named as such. */
export async function withFile<T>(file: string, run: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new ImportFailed(`cannot be read (${(cause as { code?: string }).code ?? String(cause)})`, {
      cause,
    })
  })
  try {
    if (!(await handle.stat()).isFile()) throw new ImportFailed('cannot be read (it is no regular file)')
    return await run(handle)
  } finally {
    await handle.close()
  }
}

/** How a file is read; null when it holds no record at all. `start` is where its rows begin. */
export async function planFile(
  handle: FileHandle,
  kind: ImportKind,
  { mapping, timeZone }: { mapping: Mapping | null; timeZone: string },
): Promise<{ shape: FileShape; plan: RowPlan; start: Position } | null> {
  const shape = await readShape(handle, mapping ?? {})
  const first = await firstRecord(readRecords(handle, shape.start, shape.delimiter, shape.encoding))
  if (!first) return null
  if (first.problem !== null && shape.format !== 'ndjson')
    throw new ImportFailed(`line ${first.line}: ${first.problem}`)
  const plan = planRows({ kind, mapping, shape, first: first.text, timeZone })
  return { shape, plan, start: plan.hasHeader ? first.next : shape.start }
}

async function firstRecord(records: AsyncGenerator<FileRecord[]>): Promise<FileRecord | undefined> {
  for await (const [first] of records) return first
  return undefined
}
