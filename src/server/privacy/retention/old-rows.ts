import { sql } from 'kysely'
import type { Database } from '../../db/connect.ts'

/** Rows of one statement: others get in between. */
export const batchSize = 500

/** What is deleted past the retention: the table, its id and when it happened. Parts come before what they belong to. */
export const agingTables = [
  ['shopEvent', 'eventId', 'occurredAt'],
  ['touchBubble', 'bubbleId', 'at'],
  ['touch', 'touchId', 'lastBubbleAt'],
  ['customerReply', 'replyId', 'at'],
  ['groupTouch', 'touchId', 'at'],
  ['momentPost', 'postId', 'postedAt'],
  ['decision', 'decisionId', 'createdAt'],
  ['claimVisit', 'couponId', 'at'],
  ['abuseAlert', 'alertId', 'lastAt'],
  ['mergeArrival', 'arrivalKey', 'at'],
] as const

export type AgingTable = (typeof agingTables)[number]

/** Deletes a batch of what happened before the instant; answers how many rows. */
export async function deleteBatch(
  db: Database,
  [table, id, time]: AgingTable,
  before: number,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)} where ${sql.ref(id)} in (
      select ${sql.ref(id)} from ${sql.table(table)} where ${sql.ref(time)} < ${before} limit ${batchSize})`.execute(
    db,
  )
  return Number(numAffectedRows)
}

/** What decisions had in common, once none of them is left. */
export async function deleteUnusedFrames(db: Database, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('decisionFrame')
    .where('createdAt', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decision')
            .select('decisionId')
            .whereRef('decision.frameHash', '=', 'decisionFrame.frameHash'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Contacts whom nobody has followed since before the instant, in the order of their ids after `after`. */
export async function unfollowedSince(db: Database, before: number, after: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customer')
    .innerJoin('follow', 'follow.customerId', 'customer.customerId')
    .select('customer.customerId')
    .where('customer.externalUserId', 'is not', null)
    .where('customer.customerId', '>', after)
    .groupBy('customer.customerId')
    .having((eb) => eb(eb.fn.max('follow.isActive'), '=', 0))
    .having((eb) => eb(eb.fn.max(eb.fn.coalesce('follow.endedAt', 'follow.updatedAt')), '<', before))
    .orderBy('customer.customerId')
    .limit(batchSize)
    .execute()
  return rows.map(({ customerId }) => customerId)
}
