import type { FileHandle } from 'node:fs/promises'
import type { FileShape } from './reading/file-shape.ts'
import { type Position, readRecords } from './reading/records.ts'
import type { RowPlan } from './rows/row-plan.ts'
import type { Entry } from './store-batch.ts'

/** The entries of a file that begin at or behind a position, in batches of this many rows. */
export async function* readEntries(
  handle: FileHandle,
  { shape, plan, start }: { shape: FileShape; plan: RowPlan; start: Position },
  from: Position,
  batchRows: number,
): AsyncGenerator<Entry[]> {
  let batch: Entry[] = []
  // Where ids count the lines, the lines already stored are counted again.
  const readFrom = plan.countsLines ? start : from
  for await (const records of readRecords(handle, readFrom, shape.delimiter)) {
    for (const { line, next, text, problem } of records) {
      const built = problem === null ? plan.build(text) : { row: null, problem }
      if (next.byte <= from.byte) continue
      batch.push({ line, next, text, built })
      if (batch.length < batchRows) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
