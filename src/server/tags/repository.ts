import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type TagRecord = Selectable<Schema['customerTag']>

/** The store's own tags and this follower's corp and personal ones; other followers' tags are theirs alone. */
export function visibleTags(db: Database, customerId: string, userId: string): Promise<TagRecord[]> {
  return db
    .selectFrom('customerTag')
    .selectAll()
    .where('customerId', '=', customerId)
    .where((eb) => eb.or([eb('userId', 'is', null), eb('userId', '=', userId)]))
    .orderBy('createdAt', 'desc')
    .orderBy('name')
    .orderBy('tagId')
    .execute()
}

/** Whether the customer told something of themselves, as a quiz does (NBA-18). */
export async function hasCustomerTags(db: Database, customerId: string): Promise<boolean> {
  const tag = await db
    .selectFrom('customerTag')
    .select('tagId')
    .where('customerId', '=', customerId)
    .where('source', '=', 'customer')
    .limit(1)
    .executeTakeFirst()
  return tag !== undefined
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
