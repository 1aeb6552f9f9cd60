import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { corpEvidence } from './evidence.ts'

/** A mark that was on a follower's entry and is there no longer, as its row told of it. */
export interface LostMark {
  userId: string
  name: string
  evidence: string
}

/** A tag of the store's own that we had put on this follower's entry. */
export interface UnmarkedTag {
  userId: string
  name: string
}

const keyOf = ({ userId, name, evidence }: LostMark) => [userId, evidence, name].join('\n')

/** The marks of ours that are done, as their tags are called in WeCom now. */
async function doneMarks(trx: Database, customerId: string, userIds: readonly string[]) {
  const rows = await trx
    .selectFrom('corpTagPush')
    .leftJoin('corpTag', (join) =>
      join.on(
        sql<boolean>`corp_tag.corp_tag_id = coalesce(corp_tag_push.corp_tag_id, corp_tag_push.marked_tag_id)`,
      ),
    )
    .leftJoin('corpTagGroup', 'corpTagGroup.groupId', 'corpTag.groupId')
    .select([
      'corpTagPush.pushId',
      'corpTagPush.userId',
      'corpTagPush.corpTagId as chosenTagId',
      'corpTag.corpTagId as liveTagId',
      'corpTagPush.name as ownName',
      'corpTagPush.groupName as ownGroup',
      'corpTag.name as name',
      'corpTagGroup.name as groupName',
    ])
    .where('corpTagPush.customerId', '=', customerId)
    .where('corpTagPush.userId', 'in', userIds)
    .where('corpTagPush.status', '=', 'done')
    .where('corpTagPush.wanted', '=', 'add')
    .execute()
  return rows.map(({ name, groupName, ...row }) => ({
    ...row,
    key: keyOf({
      userId: row.userId,
      name: name ?? row.ownName,
      evidence: corpEvidence(groupName ?? row.ownGroup),
    }),
  }))
}

/** Whether we delete this tag in WeCom ourselves: then nobody took it off the customer. */
async function isOurDeletion(trx: Database, corpTagId: string | null): Promise<boolean> {
  if (corpTagId === null) return false
  const row = await trx
    .selectFrom('corpTagEdit')
    .select('editId')
    .where('targetId', '=', corpTagId)
    .where('kind', '=', 'delete-tag')
    .where('status', 'in', ['pending', 'done'])
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a colleague's entry still carries it, or is about to. */
async function isStillMarked(trx: Database, customerId: string, name: string): Promise<boolean> {
  const row = await trx
    .selectFrom('corpTagPush')
    .select('pushId')
    .where('customerId', '=', customerId)
    .where('name', '=', name)
    .where('corpTagId', 'is', null)
    .where('wanted', '=', 'add')
    .where('status', 'in', ['pending', 'done'])
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Forgets the pushes of marks that are gone in WeCom, so that a later tap pushes them anew and nothing pushes them before.
 * Answers which tags of the store's own nobody's entry carries any more; the customer's row is locked.
 */
export async function forgetMarks(
  trx: Database,
  customerId: string,
  lost: readonly LostMark[],
): Promise<UnmarkedTag[]> {
  if (lost.length === 0) return []
  const keys = new Set(lost.map(keyOf))
  const userIds = [...new Set(lost.map(({ userId }) => userId))]
  const gone = (await doneMarks(trx, customerId, userIds)).filter(({ key }) => keys.has(key))
  for (const { pushId } of gone) await trx.deleteFrom('corpTagPush').where('pushId', '=', pushId).execute()
  const unmarked = new Map<string, UnmarkedTag>()
  for (const { chosenTagId, liveTagId, ownName: name, userId } of gone) {
    if (chosenTagId !== null || (await isOurDeletion(trx, liveTagId))) continue
    if (!(await isStillMarked(trx, customerId, name))) unmarked.set(`${userId}\n${name}`, { userId, name })
  }
  return [...unmarked.values()]
}
