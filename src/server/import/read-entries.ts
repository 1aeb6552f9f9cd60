import type { FileHandle } from 'node:fs/promises'
import { LineJoiner } from './join-lines.ts'
import type { FileShape } from './reading/file-shape.ts'
import { type Position, readRecords } from './reading/records.ts'
import type { RowPlan } from './rows/row-plan.ts'
import type { Entry } from './store-batch.ts'

interface Planned {
  shape: FileShape
  plan: RowPlan
  start: Position
}

/** The entries of a file that begin at or behind a position, in batches of this many rows. */
export async function* readEntries(
  handle: FileHandle,
  { shape, plan, start }: Planned,
  from: Position,
  batchRows: number,
): AsyncGenerator<Entry[]> {
  let batch: Entry[] = []
  const joiner = plan.joinsLines ? new LineJoiner() : null
  // Where ids count the lines, the lines already stored are counted again.
  const readFrom = plan.countsLines ? start : from
  for await (const records of readRecords(handle, readFrom, shape.delimiter, shape.encoding)) {
    for (const { line, next, text, problem } of records) {
      const built = problem === null ? plan.build(text) : { row: null, problem }
      const read = { line, next, text, built }
      const entry = joiner ? joiner.add(read) : read
      if (entry === null || entry.next.byte <= from.byte) continue
      batch.push(entry)
      if (batch.length < batchRows) continue
      yield batch
      batch = []
    }
  }
  const last = joiner?.end()
  if (last && last.next.byte > from.byte) batch.push(last)
  if (batch.length > 0) yield batch
}
