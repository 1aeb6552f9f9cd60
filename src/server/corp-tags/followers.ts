import type { Database } from '../db/connect.ts'

/** Whether this member follows the customer: WeCom marks tags for followers only. */
export async function isFollower(trx: Database, customerId: string, userId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('follow')
    .select('userId')
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .where('isActive', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/** This member if they follow the customer, else who has followed longest; null when nobody does. */
export async function followerFor(trx: Database, customerId: string, userId: string): Promise<string | null> {
  if (await isFollower(trx, customerId, userId)) return userId
  const first = await trx
    .selectFrom('follow')
    .select('userId')
    .where('customerId', '=', customerId)
    .where('isActive', '=', 1)
    .orderBy('followedAt')
    .orderBy('userId')
    .limit(1)
    .executeTakeFirst()
  return first?.userId ?? null
}
