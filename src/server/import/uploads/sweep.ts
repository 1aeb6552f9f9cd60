import { rm } from 'node:fs/promises'
import { dayMs } from '../../../domain/calendar.ts'
import type { ServerContext } from '../../context.ts'
import type { UploadFolder } from './folder.ts'
import { changeUpload, endedBefore, uploadsIn } from './repository.ts'

/** Rows of customers lie on the disk no longer than somebody needs them: a file to be started, rejects to be mended. */
const startWithinMs = dayMs
export const keepRejectsMs = 30 * dayMs
const restMs = 60 * 60_000

/** Lets go of files nobody started, of what uploads left behind, and of old rejects; at most once an hour. */
export function createUploadSweep(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  folder: UploadFolder,
): () => Promise<void> {
  let nextAt = 0
  return async () => {
    const asOf = now()
    if (asOf < nextAt) return
    nextAt = asOf + restMs
    for (const { uploadId, uploadedAt } of await uploadsIn(db, 'uploaded')) {
      if (uploadedAt >= asOf - startWithinMs) continue
      if (await changeUpload(db, uploadId, 'uploaded', { state: 'lapsed', finishedAt: asOf }))
        await folder.remove(uploadId)
    }
    const started = new Set((await uploadsIn(db, 'started')).map(({ uploadId }) => uploadId))
    await folder.removeOlder(Date.now() - startWithinMs, (uploadId) => started.has(uploadId))
    for (const uploadId of await endedBefore(db, asOf - keepRejectsMs))
      await rm(folder.rejectsOf(uploadId), { force: true })
  }
}
