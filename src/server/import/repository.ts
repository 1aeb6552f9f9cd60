import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type ImportRun = Selectable<Schema['importRun']>

/** How far a run has come: all that moves with a batch. */
export type ImportProgress = Pick<
  ImportRun,
  'byteOffset' | 'line' | 'accepted' | 'duplicates' | 'rejected' | 'rejectsFile' | 'rejectsBytes'
>

export function findRun(db: Database, runId: string): Promise<ImportRun | undefined> {
  return db.selectFrom('importRun').selectAll().where('runId', '=', runId).executeTakeFirst()
}

/** Stores a new run unless it is known meanwhile. */
export async function insertRun(db: Database, run: ImportRun): Promise<void> {
  await db
    .insertInto('importRun')
    .values(run)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Moves a run on; false when it no longer stands where this process left it. */
export async function advanceRun(
  trx: Database,
  runId: string,
  fromByte: number,
  progress: ImportProgress & { updatedAt: number },
): Promise<boolean> {
  const result = await trx
    .updateTable('importRun')
    .set(progress)
    .where('runId', '=', runId)
    .where('byteOffset', '=', fromByte)
    .where('finishedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function finishRun(db: Database, runId: string, finishedAt: number): Promise<void> {
  await db
    .updateTable('importRun')
    .set({ finishedAt, updatedAt: finishedAt })
    .where('runId', '=', runId)
    .execute()
}
