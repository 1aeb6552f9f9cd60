import type { ImportFile, ImportKind, ImportState } from '../../../contract/imports.ts'
import { keepRejectsMs } from './sweep.ts'
import type { latestUploads } from './repository.ts'

type ListedUpload = Awaited<ReturnType<typeof latestUploads>>[number]

/** An upload as the console shows it; while it runs its counts are those of the run so far. */
export function shownUpload(row: ListedUpload, uploadedBy: string, asOf: number): ImportFile {
  const isOver = row.state === 'finished'
  return {
    importId: row.uploadId,
    fileName: row.fileName,
    fileBytes: row.fileBytes,
    uploadedAt: row.uploadedAt,
    uploadedBy,
    state: row.state as ImportState,
    kind: row.kind as ImportKind | null,
    mappingName: row.mappingName,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    isKnown: row.isKnown === 1,
    accepted: isOver ? row.accepted : (row.runAccepted ?? 0),
    duplicates: isOver ? row.duplicates : (row.runDuplicates ?? 0),
    rejected: isOver ? row.rejected : (row.runRejected ?? 0),
    doneBytes: isOver ? row.fileBytes : (row.byteOffset ?? 0),
    hasRejects: row.rejectsFile !== null && (row.finishedAt ?? asOf) >= asOf - keepRejectsMs,
    problem: row.problem,
  }
}
