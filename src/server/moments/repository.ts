import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type PostRow = Selectable<Schema['momentPost']>

/** The row lock of both engines on one advisor, so that two posts at once are counted one after the other. */
export async function lockAdvisor(trx: Database, userId: string): Promise<void> {
  await trx
    .updateTable('member')
    .set((eb) => ({ updatedAt: eb.ref('updatedAt') }))
    .where('userId', '=', userId)
    .execute()
}

export function postOfTap(db: Database, userId: string, requestId: string): Promise<PostRow | undefined> {
  return db
    .selectFrom('momentPost')
    .selectAll()
    .where('userId', '=', userId)
    .where('requestId', '=', requestId)
    .executeTakeFirst()
}

/** One advisor's posts from `fromAt` (inclusive) to `untilAt` (exclusive), latest first. */
export function postsBetween(
  db: Database,
  userId: string,
  { fromAt, untilAt }: { fromAt: number; untilAt: number },
): Promise<PostRow[]> {
  return db
    .selectFrom('momentPost')
    .selectAll()
    .where('userId', '=', userId)
    .where('postedAt', '>=', fromAt)
    .where('postedAt', '<', untilAt)
    .orderBy('postedAt', 'desc')
    .orderBy('postId', 'desc')
    .execute()
}

export async function insertPost(trx: Database, row: PostRow): Promise<void> {
  await trx.insertInto('momentPost').values(row).execute()
}
