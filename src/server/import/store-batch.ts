import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { isRowFault } from '../db/database-fault.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { checkRows } from '../ingest/check-rows.ts'
import type { Outcome } from '../ingest/sort-out.ts'
import { ImportFailed } from './import-failed.ts'
import type { ImportKind } from '../../contract/imports.ts'
import { rowSchemas } from './mapping/fields.ts'
import type { Position } from './reading/records.ts'
import { type Reject, writeRejects } from './rejects-file.ts'
import { advanceRun, type ImportProgress } from './repository.ts'
import type { Built } from './rows/row-builder.ts'

/** One record of the file on its way into the database. */
export interface Entry {
  line: number
  next: Position
  text: string
  built: Built
}

/** The store function that ingest uses for these rows. */
export type StoreRows = (trx: Database, rows: readonly never[], asOf: number) => Promise<Outcome[]>

export interface BatchTarget {
  context: Pick<ServerContext, 'db' | 'now'>
  kind: ImportKind
  runId: string
  rejectsFile: string
  store: StoreRows
  wordReason: (reason: string) => string
}

/** Rows stored together; a batch is one transaction of several. */
const statementRows = 512
const refused = 'row: the database refused it; check its values against the documented row'

/**
 * Stores a batch and how far it brings the run in one transaction, and answers that. A batch that the database refuses is halved, so
 * that one bad row costs only itself.
 */
export async function storeBatch(
  target: BatchTarget,
  entries: readonly Entry[],
  from: ImportProgress,
): Promise<ImportProgress> {
  try {
    return await storeWhole(target, entries, from)
  } catch (error) {
    if (!isRowFault(error)) throw error
    if (entries.length > 1) {
      const middle = entries.length >> 1
      const half = await storeBatch(target, entries.slice(0, middle), from)
      return storeBatch(target, entries.slice(middle), half)
    }
    return storeWhole(target, entries.map(refuse), from)
  }
}

const refuse = (entry: Entry): Entry => ({ ...entry, built: { row: null, problem: refused } })

async function storeWhole(
  { context, kind, runId, rejectsFile, store, wordReason }: BatchTarget,
  entries: readonly Entry[],
  from: ImportProgress,
): Promise<ImportProgress> {
  const last = entries[entries.length - 1]
  if (!last) return from
  const { rows, rejects } = judge(kind, entries)
  const worded = rejects.map((reject) => ({ ...reject, reason: wordReason(reject.reason) }))
  const isSameFile = from.rejectsFile === rejectsFile
  const rejectsAt = isSameFile ? from.rejectsBytes : 0
  const rejected =
    rejects.length === 0
      ? { rejectsFile: from.rejectsFile, rejectsBytes: from.rejectsBytes }
      : { rejectsFile, rejectsBytes: await writeRejects(rejectsFile, rejectsAt, worded) }
  return retryTransient(() =>
    context.db.transaction().execute(async (trx) => {
      const now = context.now()
      const counts = { accepted: from.accepted, duplicates: from.duplicates }
      for (let start = 0; start < rows.length; start += statementRows) {
        const outcomes = await store(trx, rows.slice(start, start + statementRows) as never[], now)
        for (const outcome of outcomes) counts[outcome === 'accepted' ? 'accepted' : 'duplicates'] += 1
      }
      const progress: ImportProgress = {
        ...counts,
        ...rejected,
        rejected: from.rejected + rejects.length,
        byteOffset: last.next.byte,
        line: last.next.line,
      }
      if (await advanceRun(trx, runId, from.byteOffset, { ...progress, updatedAt: now })) return progress
      throw new ImportFailed('is being imported by another process; let that one finish')
    }),
  )
}

function judge(kind: ImportKind, entries: readonly Entry[]): { rows: unknown[]; rejects: Reject[] } {
  const built = entries.filter((entry) => entry.built.row !== null)
  const { checked, rejected } = checkRows(
    rowSchemas[kind],
    built.map((entry) => entry.built.row),
  )
  const rejects = entries.flatMap(({ line, text, built: { problem } }): Reject[] =>
    problem === null ? [] : [{ line, text, reason: problem }],
  )
  for (const { index, message } of rejected) {
    const entry = built[index]
    if (entry) rejects.push({ line: entry.line, text: entry.text, reason: message })
  }
  return { rows: checked.map(({ row }) => row), rejects: rejects.sort((one, other) => one.line - other.line) }
}
