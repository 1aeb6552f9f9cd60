import type { IngestResult } from '../../contract/ingest.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { CheckedRow } from './check-rows.ts'
import { isRowFault } from '../db/database-fault.ts'
import { retryTransient } from '../db/retry-transient.ts'
import type { Outcome } from './sort-out.ts'

/** Rows in one transaction: long enough to be quick, short enough to let others in between. */
const batchSize = 500

export type Store<T> = (trx: Database, rows: readonly T[], asOf: number) => Promise<Outcome[]>

/** Stores checked rows in batches. What is stored stays stored: after a failure the same body may be sent again. */
export async function storeBatches<T>(
  context: Pick<ServerContext, 'db' | 'now' | 'log'>,
  rows: readonly CheckedRow<T>[],
  store: Store<T>,
): Promise<IngestResult> {
  const result: IngestResult = { accepted: 0, duplicates: 0, rejected: [] }
  for (let start = 0; start < rows.length; start += batchSize) {
    await storeBatch(context, rows.slice(start, start + batchSize), store, result)
  }
  return result
}

/** A batch that the database refuses is tried row by row, so that one bad row costs only itself. */
async function storeBatch<T>(
  context: Pick<ServerContext, 'db' | 'now' | 'log'>,
  rows: readonly CheckedRow<T>[],
  store: Store<T>,
  result: IngestResult,
): Promise<void> {
  const [first] = rows
  if (!first) return
  try {
    const plain = rows.map(({ row }) => row)
    const outcomes = await retryTransient(() =>
      context.db.transaction().execute((trx) => store(trx, plain, context.now())),
    )
    for (const outcome of outcomes) result[outcome === 'accepted' ? 'accepted' : 'duplicates'] += 1
  } catch (error) {
    if (!isRowFault(error)) throw error
    if (rows.length > 1) {
      for (const row of rows) await storeBatch(context, [row], store, result)
      return
    }
    context.log.warn({ index: first.index, code: (error as { code?: unknown }).code }, 'row not stored')
    const message =
      'row: the database refused it; check its values against the documented row and send it again'
    result.rejected.push({ index: first.index, code: 'invalid_input', message })
  }
}
