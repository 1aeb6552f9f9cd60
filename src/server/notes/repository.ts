import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { HandoverScope } from '../handover/handover.ts'

export type NoteRow = Selectable<Schema['customerNote']>

export async function insertNote(db: Database, row: NoteRow): Promise<void> {
  await db.insertInto('customerNote').values(row).execute()
}

/** Latest first. */
export function notesBefore(
  db: Database,
  customerId: string,
  before: number,
  limit: number,
): Promise<NoteRow[]> {
  return db
    .selectFrom('customerNote')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('createdAt', '<', before)
    .orderBy('createdAt', 'desc')
    .orderBy('noteId', 'desc')
    .limit(limit)
    .execute()
}

/** The author stays the author; answers how many changed hands. */
export async function handOverNotes(trx: Database, scope: HandoverScope): Promise<number> {
  const { fromUserId, toUserId, customerIds } = scope
  const result = await trx
    .updateTable('customerNote')
    .set({ heldBy: toUserId })
    .where((eb) => eb(eb.fn.coalesce('heldBy', 'userId'), '=', fromUserId))
    .$if(customerIds !== null, (query) => query.where('customerId', 'in', customerIds ?? []))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
