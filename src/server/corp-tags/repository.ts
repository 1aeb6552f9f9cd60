import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { ListedGroup } from '../wecom/corp-tags.ts'
import { corpEvidence } from './evidence.ts'

export interface CorpTag {
  corpTagId: string
  name: string
  groupId: string
  groupName: string
}

/** Statements carry only so many values. */
const rowsAtOnce = 500

function liveTags(db: Database) {
  return db
    .selectFrom('corpTag')
    .innerJoin('corpTagGroup', 'corpTagGroup.groupId', 'corpTag.groupId')
    .select(['corpTag.corpTagId', 'corpTag.name', 'corpTag.groupId', 'corpTagGroup.name as groupName'])
    .where('corpTag.deletedAt', 'is', null)
    .orderBy('corpTagGroup.sortOrder', 'desc')
    .orderBy('corpTag.groupId')
    .orderBy('corpTag.sortOrder', 'desc')
    .orderBy('corpTag.corpTagId')
}

/** All that WeCom has; what stands higher there first. */
export const allTags = (db: Database): Promise<CorpTag[]> => liveTags(db).execute()

/** With who made it and its group. */
export interface OwnedTag extends CorpTag {
  isOurs: boolean
  isGroupOurs: boolean
}

export async function ownedTags(db: Database): Promise<OwnedTag[]> {
  const rows = await liveTags(db).select(['corpTag.isOurs', 'corpTagGroup.isOurs as isGroupOurs']).execute()
  return rows.map(({ isOurs, isGroupOurs, ...tag }) => ({
    ...tag,
    isOurs: isOurs === 1,
    isGroupOurs: isGroupOurs === 1,
  }))
}

export const tagsNamed = (db: Database, names: readonly string[]): Promise<CorpTag[]> =>
  names.length === 0 ? Promise.resolve([]) : liveTags(db).where('corpTag.name', 'in', names).execute()

export const tagsWithId = (db: Database, corpTagIds: readonly string[]): Promise<CorpTag[]> =>
  liveTags(db).where('corpTag.corpTagId', 'in', corpTagIds).execute()

export const tagById = (db: Database, corpTagId: string): Promise<CorpTag | undefined> =>
  liveTags(db).where('corpTag.corpTagId', '=', corpTagId).executeTakeFirst()

/** Of several groups with such a tag the first one's. */
export const tagByName = (db: Database, name: string, groupName?: string): Promise<CorpTag | undefined> => {
  const named = liveTags(db).where('corpTag.name', '=', name)
  return (
    groupName === undefined ? named : named.where('corpTagGroup.name', '=', groupName)
  ).executeTakeFirst()
}

export async function fetchedAt(db: Database): Promise<number | null> {
  const row = await db.selectFrom('corpTagFetch').select('askedAt').executeTakeFirst()
  return row?.askedAt ?? null
}

/** Remembers when the list was asked for; false when a later one is stored already. Locks the list. */
export async function moveFetch(trx: Database, askedAt: number): Promise<boolean> {
  const name = 'corpTags'
  await trx
    .insertInto('corpTagFetch')
    .values({ name, askedAt: 0 })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { numUpdatedRows } = await trx
    .updateTable('corpTagFetch')
    .set({ askedAt })
    .where('name', '=', name)
    .where('askedAt', '<=', askedAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Stores a group and its tags; what is known to be ours stays ours. */
export async function storeGroup(
  trx: Database,
  { tags, ...group }: ListedGroup,
  { askedAt, isOurs, isGroupOurs = 0 }: { askedAt: number; isOurs: 0 | 1; isGroupOurs?: 0 | 1 },
): Promise<void> {
  const now = { fetchedAt: askedAt, deletedAt: null }
  const { groupId, name, sortOrder } = group
  await trx
    .insertInto('corpTagGroup')
    .values({ groupId, name, sortOrder, ...now, isOurs: isGroupOurs })
    .onConflict((conflict) =>
      conflict.column('groupId').doUpdateSet({
        name,
        sortOrder,
        ...now,
        ...(isGroupOurs === 1 ? { isOurs: isGroupOurs } : {}),
      }),
    )
    .execute()
  for (let start = 0; start < tags.length; start += rowsAtOnce) {
    const rows = tags.slice(start, start + rowsAtOnce).map((tag) => ({ ...tag, ...now, groupId, isOurs }))
    await trx
      .insertInto('corpTag')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('corpTagId').doUpdateSet((eb) => ({
          groupId: eb.ref('excluded.groupId'),
          name: eb.ref('excluded.name'),
          sortOrder: eb.ref('excluded.sortOrder'),
          ...now,
          ...(isOurs === 1 ? { isOurs } : {}),
        })),
      )
      .execute()
  }
}

/** Whatever was not in a list that was asked for at `askedAt`, unless we made it after that. */
export async function deleteUntold(trx: Database, askedAt: number, deletedAt: number): Promise<void> {
  for (const table of ['corpTag', 'corpTagGroup'] as const)
    await trx
      .updateTable(table)
      .set({ deletedAt })
      .where('deletedAt', 'is', null)
      .where('fetchedAt', '<', askedAt)
      .execute()
}

/** Renames the tag wherever customers have it, or takes it off when `to` is null. */
export async function changeOnCustomers(trx: Database, from: CorpTag, to: CorpTag | null): Promise<void> {
  const evidence = corpEvidence(from.groupName)
  if (to === null) {
    await trx
      .deleteFrom('customerTag')
      .where('source', '=', 'corp')
      .where('name', '=', from.name)
      .where('evidence', '=', evidence)
      .execute()
    return
  }
  const { name, groupName, corpTagId } = to
  await trx
    .updateTable('customerTag')
    .set({ name, evidence: corpEvidence(groupName) })
    .where('source', '=', 'corp')
    .where('name', '=', from.name)
    .where('evidence', '=', evidence)
    .execute()
  await trx.updateTable('corpTagPush').set({ name, groupName }).where('corpTagId', '=', corpTagId).execute()
}

/** Makes the stored tag of a follower's customer there, or gone. */
export async function setOnCustomer(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  pair: { customerId: string; userId: string },
  { name, groupName, wanted }: { name: string; groupName: string; wanted: string },
): Promise<void> {
  const row = { ...pair, name, source: 'corp', evidence: corpEvidence(groupName) }
  const same = await trx
    .selectFrom('customerTag')
    .select('tagId')
    .where((eb) => eb.and(row))
    .execute()
  const tagIds = same.map(({ tagId }) => tagId)
  if (wanted === 'remove' && tagIds.length > 0)
    await trx.deleteFrom('customerTag').where('tagId', 'in', tagIds).execute()
  if (wanted === 'add' && tagIds.length === 0)
    await trx
      .insertInto('customerTag')
      .values({ ...row, tagId: newId(context, 'tag'), kind: 'fact', createdAt: context.now() })
      .execute()
}
