import type { ImportKind } from '../../../contract/imports.ts'
import { recordAudit } from '../../audit/record.ts'
import type { ServerContext } from '../../context.ts'
import { keepWhile } from '../../leases/keep.ts'
import { createLeases } from '../../leases/leases.ts'
import { ImportFailed } from '../import-failed.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { createImports, type ImportReport } from '../service.ts'
import type { StoreRows } from '../store-batch.ts'
import type { UploadFolder } from './folder.ts'
import { reasonInChinese } from './reasons.ts'
import { changeUpload, findUpload, type UploadRow } from './repository.ts'

/** How long a process that was killed keeps the others from going on. */
export const leaseMs = 10_000
const lookMs = 1000

export const leaseName = (uploadId: string) => `import:${uploadId}`

interface Needs {
  folder: UploadFolder
  stores: Record<ImportKind, StoreRows>
  leaseMs?: number
}

/**
 * Imports a started upload to its end, from where it was left. Returns early when `signal` says so (the upload stays started),
 * when a member stops it, or when another process is at it.
 */
export async function runUpload(
  context: ServerContext,
  { folder, stores, leaseMs: ms = leaseMs }: Needs,
  { uploadId, signal }: { uploadId: string; signal: AbortSignal },
): Promise<void> {
  const lease = await createLeases(context).take({ name: leaseName(uploadId), ms })
  if (!lease) return
  try {
    const upload = await findUpload(context.db, uploadId)
    if (upload?.state !== 'started' || upload.kind === null) return
    await keepWhile(lease, (isHeld) => importHeld(context, { folder, stores }, upload, { signal, isHeld }))
  } finally {
    await lease.release()
  }
}

async function importHeld(
  context: ServerContext,
  { folder, stores }: Needs,
  upload: UploadRow,
  { signal, isHeld }: { signal: AbortSignal; isHeld: () => boolean },
): Promise<void> {
  const { uploadId } = upload
  const stop = new AbortController()
  const onAbort = () => stop.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) stop.abort()
  const timer = setInterval(() => {
    if (!isHeld()) return stop.abort()
    findUpload(context.db, uploadId).then(
      (now) => now?.state === 'started' || stop.abort(),
      () => undefined,
    )
  }, lookMs)
  try {
    const report = await createImports(context, stores).run({
      kind: upload.kind as ImportKind,
      file: folder.fileOf(uploadId),
      mapping: upload.mappingJson === null ? null : (JSON.parse(upload.mappingJson) as Mapping),
      rejectsFile: folder.rejectsOf(uploadId),
      signal: stop.signal,
      wordReason: reasonInChinese,
      onBegun: async (runId) => {
        await changeUpload(context.db, uploadId, 'started', { runId })
      },
    })
    if (report.outcome === 'stopped') return
    await settle(context, upload, { state: 'finished', report })
  } catch (error) {
    if (!(error instanceof ImportFailed)) throw error
    await settle(context, upload, { state: 'failed', problem: reasonInChinese(error.message) })
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', onAbort)
  }
  await folder.remove(uploadId)
}

type End = { state: 'finished'; report: ImportReport } | { state: 'failed'; problem: string }

async function settle(context: ServerContext, upload: UploadRow, end: End): Promise<void> {
  const { uploadId, kind } = upload
  const at = context.now()
  const change =
    end.state === 'finished'
      ? {
          accepted: end.report.run.accepted,
          duplicates: end.report.run.duplicates,
          rejected: end.report.run.rejected,
          isKnown: end.report.outcome === 'known' ? 1 : 0,
        }
      : { problem: end.problem }
  await context.db.transaction().execute(async (trx) => {
    if (!(await changeUpload(trx, uploadId, 'started', { state: end.state, finishedAt: at, ...change })))
      return
    await recordAudit(trx, context, {
      at,
      actor: 'system',
      action: `import.${end.state}`,
      subjectKind: 'import',
      subjectId: uploadId,
      details: end.state === 'finished' ? { kind, ...change } : { kind },
    })
  })
}
