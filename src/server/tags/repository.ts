import type { Insertable, Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'

export type TagRecord = Selectable<Schema['customerTag']>

const seenBy = prepared((db, { customerId, userId }: { customerId: string; userId: string }) =>
  db
    .selectFrom('customerTag')
    .selectAll()
    .where('customerId', '=', customerId)
    .where((eb) => eb.or([eb('userId', 'is', null), eb('userId', '=', userId)]))
    .orderBy('createdAt', 'desc')
    .orderBy('name')
    .orderBy('tagId'),
)

/** The store's own tags and this follower's corp and personal ones; other followers' tags are theirs alone. */
export function visibleTags(db: Database, customerId: string, userId: string): Promise<TagRecord[]> {
  return seenBy(db, { customerId, userId })
}

const ownTagEnds = prepared((db, { customerId }: { customerId: string }) =>
  db
    .selectFrom('customerTag')
    .select('expiresAt')
    .where('customerId', '=', customerId)
    .where('source', '=', 'customer'),
)

/** When each thing that the customer told of themselves ends, as a quiz's answers do (NBA-18); null = never. */
export async function customerTagEnds(db: Database, customerId: string): Promise<(number | null)[]> {
  const rows = await ownTagEnds(db, { customerId })
  return rows.map(({ expiresAt }) => expiresAt)
}

/**
 * The store's own tags set before `before`, latest first: `limit` of them and all set at the same instant as the last one.
 * Corp and personal tags are absent: WeCom does not tell when they were set.
 */
export async function tagsSetBefore(
  db: Database,
  customerId: string,
  before: number,
  limit: number,
): Promise<TagRecord[]> {
  const earlier = db
    .selectFrom('customerTag')
    .where('customerId', '=', customerId)
    .where('source', 'not in', ['corp', 'personal'])
    .where('createdAt', '<', before)
  const edge = await earlier
    .select('createdAt')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .offset(limit - 1)
    .executeTakeFirst()
  return earlier
    .selectAll()
    .where('createdAt', '>=', edge?.createdAt ?? 0)
    .orderBy('createdAt', 'desc')
    .orderBy('tagId')
    .execute()
}

export function findTag(db: Database, customerId: string, tagId: string): Promise<TagRecord | undefined> {
  return db
    .selectFrom('customerTag')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('tagId', '=', tagId)
    .executeTakeFirst()
}

/** The tag of this name that somebody of the store gave by hand. */
export function findManualTag(
  db: Database,
  customerId: string,
  name: string,
): Promise<TagRecord | undefined> {
  return db
    .selectFrom('customerTag')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('name', '=', name)
    .where('source', '=', 'manual')
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst()
}

/** Whether the store has the tag by hand or from the customer's own answers. */
export async function hasOwnTag(db: Database, customerId: string, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('customerTag')
    .select('tagId')
    .where('customerId', '=', customerId)
    .where('name', '=', name)
    .where('userId', 'is', null)
    .where('source', 'in', ['manual', 'customer'])
    .executeTakeFirst()
  return row !== undefined
}

/** The row that tells of the same tag of the same follower. */
export function findTagLike(
  db: Database,
  customerId: string,
  { userId, source, name, evidence }: Pick<TagRecord, 'userId' | 'source' | 'name' | 'evidence'>,
): Promise<TagRecord | undefined> {
  return db
    .selectFrom('customerTag')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('userId', userId === null ? 'is' : '=', userId)
    .where('source', '=', source)
    .where('name', '=', name)
    .where('evidence', '=', evidence)
    .executeTakeFirst()
}

export async function insertTags(
  trx: Database,
  tags: readonly Insertable<Schema['customerTag']>[],
): Promise<void> {
  if (tags.length === 0) return
  await trx
    .insertInto('customerTag')
    .values(tags)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function updateTag(
  trx: Database,
  tagId: string,
  values: Partial<Insertable<Schema['customerTag']>>,
): Promise<void> {
  await trx.updateTable('customerTag').set(values).where('tagId', '=', tagId).execute()
}

export async function deleteTags(trx: Database, tagIds: readonly string[]): Promise<void> {
  if (tagIds.length === 0) return
  await trx.deleteFrom('customerTag').where('tagId', 'in', tagIds).execute()
}

/** Everything stored about these customers, personal tags of their followers left out. */
export function storeTagsOf(db: Database, customerIds: readonly string[]): Promise<TagRecord[]> {
  return db
    .selectFrom('customerTag')
    .selectAll()
    .where('customerId', 'in', customerIds)
    .where('source', '<>', 'personal')
    .orderBy('tagId')
    .execute()
}
