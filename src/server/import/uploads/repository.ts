import type { Selectable, Updateable } from 'kysely'
import type { ImportState } from '../../../contract/imports.ts'
import type { Database } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'

export type UploadRow = Selectable<Schema['importUpload']>

const shownLimit = 100

export function insertUpload(db: Database, row: UploadRow): Promise<unknown> {
  return db.insertInto('importUpload').values(row).execute()
}

export function findUpload(db: Database, uploadId: string): Promise<UploadRow | undefined> {
  return db.selectFrom('importUpload').selectAll().where('uploadId', '=', uploadId).executeTakeFirst()
}

/** The latest, each with how far its run has come. */
export function latestUploads(db: Database) {
  return db
    .selectFrom('importUpload')
    .leftJoin('importRun', 'importRun.runId', 'importUpload.runId')
    .selectAll('importUpload')
    .select([
      'importRun.byteOffset',
      'importRun.rejectsFile',
      'importRun.accepted as runAccepted',
      'importRun.duplicates as runDuplicates',
      'importRun.rejected as runRejected',
    ])
    .orderBy('importUpload.uploadedAt', 'desc')
    .orderBy('importUpload.uploadId')
    .limit(shownLimit)
    .execute()
}

export function uploadsIn(db: Database, state: ImportState): Promise<UploadRow[]> {
  return db
    .selectFrom('importUpload')
    .selectAll()
    .where('state', '=', state)
    .orderBy('startedAt')
    .orderBy('uploadId')
    .execute()
}

/** Changes an upload while it is in this state; false when it no longer is. */
export async function changeUpload(
  db: Database,
  uploadId: string,
  from: ImportState,
  change: Updateable<Schema['importUpload']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('importUpload')
    .set(change)
    .where('uploadId', '=', uploadId)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Uploads whose import ended before the instant. */
export async function endedBefore(db: Database, before: number): Promise<string[]> {
  const rows = await db
    .selectFrom('importUpload')
    .select('uploadId')
    .where('finishedAt', '<', before)
    .execute()
  return rows.map(({ uploadId }) => uploadId)
}
