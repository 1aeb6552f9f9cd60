import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'
import type { FollowEntry } from '../wecom/contacts.ts'

export type FollowRow = Selectable<Schema['follow']>
export type EndedBy = 'member' | 'customer' | 'transfer' | 'absent'

const currentFollows = prepared((db, { customerId }: { customerId: string }) =>
  db
    .selectFrom('follow')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('isActive', '=', 1)
    .orderBy('followedAt')
    .orderBy('userId'),
)

/** Current followers, earliest first: the first one owns the customer. */
export function followsOf(db: Database, customerId: string): Promise<FollowRow[]> {
  return currentFollows(db, { customerId })
}

/** Former followers too. */
export function everFollowed(db: Database, customerId: string): Promise<FollowRow[]> {
  return db.selectFrom('follow').selectAll().where('customerId', '=', customerId).execute()
}

export interface FollowChange extends FollowEntry {
  endedAt: number | null
  endedBy: string | null
  addedAt: number | null
  seenAt: number
  updatedAt: number
}

export async function upsertFollow(trx: Database, customerId: string, change: FollowChange): Promise<void> {
  const { userId, remark, description, followedAt, addWay, state } = change
  const { endedAt, endedBy, addedAt, seenAt, updatedAt } = change
  const told = { remark, description, followedAt, addWay, state }
  const isActive = endedAt === null ? 1 : 0
  const values = { ...told, isActive, endedAt, endedBy, addedAt, seenAt, updatedAt }
  await trx
    .insertInto('follow')
    .values({ customerId, userId, ...values })
    .onConflict((conflict) => conflict.columns(['customerId', 'userId']).doUpdateSet(values))
    .execute()
}

export async function endFollows(
  trx: Database,
  customerId: string,
  userIds: readonly string[],
  end: { endedAt: number; endedBy: EndedBy; updatedAt: number },
): Promise<void> {
  if (userIds.length === 0) return
  await trx
    .updateTable('follow')
    .set({ ...end, isActive: 0 })
    .where('customerId', '=', customerId)
    .where('userId', 'in', [...userIds])
    .execute()
}

/** Customers whom this member follows and who were not listed since `before`, a page in the order of their ids. */
export async function unseenCustomers(
  db: Database,
  { userId, before, after, limit }: { userId: string; before: number; after: string; limit: number },
): Promise<{ customerId: string; externalUserId: string }[]> {
  const rows = await db
    .selectFrom('follow')
    .innerJoin('customer', 'customer.customerId', 'follow.customerId')
    .select(['customer.customerId', 'customer.externalUserId'])
    .where('follow.userId', '=', userId)
    .where('follow.isActive', '=', 1)
    .where('follow.followedAt', '<', before)
    .where((eb) => eb.or([eb('follow.seenAt', 'is', null), eb('follow.seenAt', '<', before)]))
    .where('customer.externalUserId', 'is not', null)
    .where('customer.customerId', '>', after)
    .orderBy('customer.customerId')
    .limit(limit)
    .execute()
  return rows.flatMap(({ customerId, externalUserId }) =>
    externalUserId === null ? [] : [{ customerId, externalUserId }],
  )
}

/** Everybody who follows a customer. */
export async function allFollowers(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('follow')
    .select('userId')
    .distinct()
    .where('isActive', '=', 1)
    .orderBy('userId')
    .execute()
  return rows.map(({ userId }) => userId)
}
