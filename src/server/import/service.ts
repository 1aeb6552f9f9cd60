import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { ServerContext } from '../context.ts'
import { expectLongWrites } from '../db/long-writes.ts'
import { hashFile } from './file-hash.ts'
import type { ImportKind } from '../../contract/imports.ts'
import type { Mapping } from './mapping/mapping.ts'
import { planFile, withFile } from './open-file.ts'
import { readEntries } from './read-entries.ts'
import type { Position } from './reading/records.ts'
import { findRun, finishRun, type ImportProgress, type ImportRun, insertRun } from './repository.ts'
import { type BatchTarget, storeBatch, type StoreRows } from './store-batch.ts'

/** Rows in one transaction: each costs one flush to the disk, and others wait for the lock that long. */
const batchRows = 2000

export interface ImportRequest {
  kind: ImportKind
  file: string
  /** Null: the file uses the contract's own names. */
  mapping: Mapping | null
  /** Where rejected rows go; written only if there are any. */
  rejectsFile: string
  signal?: AbortSignal
  onProgress?: (progress: FileProgress) => void
  /** Told once which run it is, before its first row. */
  onBegun?: (runId: string) => Promise<void>
  /** How reasons are worded in the rejects file. */
  wordReason?: (reason: string) => string
}

export interface FileProgress {
  bytes: number
  totalBytes: number
  /** Rows that this run itself read, of the bytes from `fromByte` on. */
  rows: number
  fromByte: number
}

export interface ImportReport {
  /** `known`: finished by an earlier run, nothing was done; `stopped`: by the signal, the same request goes on from there. */
  outcome: 'finished' | 'known' | 'stopped'
  /** The whole file's, over all its runs. */
  run: ImportRun
  /** The line where this run went on; null when it began the file. */
  resumedAtLine: number | null
  rows: number
  elapsedMs: number
}

type Context = Pick<ServerContext, 'config' | 'db' | 'now'>

export function createImports(context: Context, stores: Record<ImportKind, StoreRows>) {
  const { config, db, now } = context

  async function runFile(handle: FileHandle, request: ImportRequest): Promise<ImportReport> {
    const { kind, mapping, rejectsFile, onProgress, signal } = request
    const startedAt = now()
    const { size } = await handle.stat()
    const planned = await planFile(handle, kind, { mapping, timeZone: config.timeZone })
    const start = planned?.start ?? { byte: 0, line: 1 }
    const runId = runIdOf(kind, mapping, config.timeZone, await hashFile(handle))
    const known = await findRun(db, runId)
    const begun = known ?? newRun(request, { runId, fileBytes: size, start, at: startedAt })
    if (!known) await insertRun(db, begun)
    await request.onBegun?.(runId)
    await expectLongWrites(db)
    let progress: ImportProgress = begun
    let rows = 0
    const resumedAtLine = begun.byteOffset > start.byte ? begun.line : null
    const report = (outcome: ImportReport['outcome'], finishedAt: number | null): ImportReport => {
      const run = { ...begun, ...progress, finishedAt }
      return { outcome, run, resumedAtLine, rows, elapsedMs: now() - startedAt }
    }
    if (begun.finishedAt !== null) return report('known', begun.finishedAt)
    if (planned) {
      const from = { byte: begun.byteOffset, line: begun.line }
      const target: BatchTarget = {
        context,
        kind,
        runId,
        rejectsFile: path.resolve(rejectsFile),
        store: stores[kind],
        wordReason: request.wordReason ?? ((reason) => reason),
      }
      for await (const batch of readEntries(handle, planned, from, batchRows)) {
        if (signal?.aborted) return report('stopped', null)
        progress = await storeBatch(target, batch, progress)
        rows += batch.length
        onProgress?.({ bytes: progress.byteOffset, totalBytes: size, rows, fromByte: from.byte })
      }
    }
    const finishedAt = now()
    await finishRun(db, runId, finishedAt)
    return report('finished', finishedAt)
  }

  return {
    /** Imports a file in batches; may be stopped anywhere and called again, and goes on where it was. */
    run: (request: ImportRequest): Promise<ImportReport> =>
      withFile(request.file, (handle) => runFile(handle, request)),
  }
}

/** The same content read the same way is the same run, whatever the file is called. */
function runIdOf(kind: ImportKind, mapping: Mapping | null, timeZone: string, contentHash: string): string {
  const text = JSON.stringify([kind, mapping, timeZone, contentHash])
  return `import_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
}

function newRun(
  { kind, file }: ImportRequest,
  { runId, fileBytes, start, at }: { runId: string; fileBytes: number; start: Position; at: number },
): ImportRun {
  return {
    runId,
    kind,
    fileName: path.basename(file),
    fileBytes,
    byteOffset: start.byte,
    line: start.line,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    rejectsFile: null,
    rejectsBytes: 0,
    startedAt: at,
    updatedAt: at,
    finishedAt: null,
  }
}
