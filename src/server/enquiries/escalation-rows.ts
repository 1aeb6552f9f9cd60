import type { Insertable, Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

type EscalationRow = Selectable<Schema['escalation']>

/** One note for each enquiry, whoever notices first. */
export async function insertEscalation(db: Database, row: Insertable<Schema['escalation']>): Promise<void> {
  await db
    .insertInto('escalation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['customerId', 'ruleId', 'enquiryStartedAt']).doNothing())
    .execute()
}

/** Those whose customer one of these members follows; null = everybody. */
function escalations(db: Database, followerIds: readonly string[] | null) {
  return db
    .selectFrom('escalation')
    .innerJoin('follow', 'follow.customerId', 'escalation.customerId')
    .where('follow.isActive', '=', 1)
    .$if(followerIds !== null, (query) => query.where('follow.userId', 'in', followerIds ?? []))
}

export interface WaitingEscalation extends Pick<
  EscalationRow,
  'escalationId' | 'customerId' | 'enquiryStartedAt'
> {
  followerIds: string[]
}

/** Neither settled nor closed, and nothing was sent to the customer since they asked; the longest waiting first. */
export async function waitingEscalations(
  db: Database,
  followerIds: readonly string[] | null,
  { since, limit }: { since: number; limit: number },
): Promise<WaitingEscalation[]> {
  const rows = await escalations(db, followerIds)
    .where('escalation.settledAt', 'is', null)
    .where('escalation.at', '>=', since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('enquiry')
            .select('enquiry.enquiryId')
            .whereRef('enquiry.customerId', '=', 'escalation.customerId')
            .where('enquiry.about', '=', 'price')
            .whereRef('enquiry.closedAt', '>=', 'escalation.enquiryStartedAt'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('touch')
            .select('touch.touchId')
            .whereRef('touch.customerId', '=', 'escalation.customerId')
            .whereRef('touch.lastBubbleAt', '>=', 'escalation.enquiryStartedAt'),
        ),
      ),
    )
    .select([
      'escalation.escalationId',
      'escalation.customerId',
      'escalation.enquiryStartedAt',
      'follow.userId',
    ])
    .orderBy('escalation.enquiryStartedAt')
    .orderBy('escalation.escalationId')
    .orderBy('follow.userId')
    .limit(limit)
    .execute()
  const waiting = new Map<string, WaitingEscalation>()
  for (const { userId, ...row } of rows) {
    const known = waiting.get(row.escalationId)
    if (known) known.followerIds.push(userId)
    else waiting.set(row.escalationId, { ...row, followerIds: [userId] })
  }
  return [...waiting.values()]
}

export function findEscalation(
  db: Database,
  escalationId: string,
  followerIds: readonly string[] | null,
): Promise<EscalationRow | undefined> {
  return escalations(db, followerIds)
    .selectAll('escalation')
    .where('escalation.escalationId', '=', escalationId)
    .limit(1)
    .executeTakeFirst()
}

/** Answers whether it waited until now. */
export async function settleOpen(
  trx: Database,
  escalationId: string,
  settled: { settledAt: number; settledBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('escalation')
    .set(settled)
    .where('escalationId', '=', escalationId)
    .where('settledAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
