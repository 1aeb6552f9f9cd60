import type { Selectable } from 'kysely'
import { newId, type ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import type { CorpTagTables } from '../../db/tables/corp-tag.ts'

export type CorpTagEdit = Selectable<CorpTagTables['corpTagEdit']>
export type EditKind = 'rename-tag' | 'rename-group' | 'delete-tag'
export type EditStatus = 'pending' | 'done' | 'foreign' | 'changed' | 'failed'

export interface WantedEdit {
  kind: EditKind
  targetId: string
  groupName: string
  fromName: string
  toName: string | null
}

export async function insertEdit(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  wanted: WantedEdit,
): Promise<string> {
  const changedAt = context.now()
  const editId = newId(context, 'edit')
  await trx
    .insertInto('corpTagEdit')
    .values({
      ...wanted,
      editId,
      status: 'pending',
      attempts: 0,
      dueAt: changedAt,
      claimedBy: null,
      claimedUntil: null,
      errcode: null,
      changedAt,
      settledAt: null,
    })
    .execute()
  return editId
}

/**
 * The next one that is due and nobody has in hand, in the order in which they were wanted. The change asks for all that
 * the choice asks for: whoever had it in hand until just now may have put it off.
 */
export function claimEdit(
  db: Database,
  { owner, asOf, until }: { owner: string; asOf: number; until: number },
): Promise<CorpTagEdit | undefined> {
  return db
    .updateTable('corpTagEdit')
    .set((eb) => ({ claimedBy: owner, claimedUntil: until, attempts: eb('attempts', '+', 1) }))
    .where('status', '=', 'pending')
    .where('dueAt', '<=', asOf)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<=', asOf)]))
    .where(
      'editId',
      '=',
      db
        .selectFrom('corpTagEdit as next')
        .select('next.editId')
        .where('next.status', '=', 'pending')
        .where('next.dueAt', '<=', asOf)
        .where((eb) => eb.or([eb('next.claimedUntil', 'is', null), eb('next.claimedUntil', '<=', asOf)]))
        .orderBy('next.changedAt')
        .orderBy('next.editId')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst()
}

export async function settleEdit(
  db: Database,
  { editId, claimedBy }: Pick<CorpTagEdit, 'editId' | 'claimedBy'>,
  settled: { status: EditStatus; errcode: number | null; dueAt?: number; settledAt: number | null },
): Promise<void> {
  await db
    .updateTable('corpTagEdit')
    .set({ ...settled, claimedBy: null, claimedUntil: null })
    .where('editId', '=', editId)
    .where('claimedBy', '=', claimedBy)
    .execute()
}

export function editsOf(db: Database, editIds: readonly string[]): Promise<CorpTagEdit[]> {
  return db
    .selectFrom('corpTagEdit')
    .selectAll()
    .where('editId', 'in', editIds)
    .orderBy('changedAt')
    .orderBy('editId')
    .execute()
}
