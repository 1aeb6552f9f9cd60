import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { HandoverScope } from '../handover/handover.ts'

export type ReminderRow = Selectable<Schema['reminder']>

/** Those nobody has ended, soonest first. */
export function openReminders(db: Database, customerId: string): Promise<ReminderRow[]> {
  return db
    .selectFrom('reminder')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .orderBy('at')
    .orderBy('createdAt')
    .orderBy('reminderId')
    .execute()
}

export async function insertReminder(trx: Database, row: ReminderRow): Promise<void> {
  await trx.insertInto('reminder').values(row).execute()
}

/** Ends it while it is open; answers whether it did, `unknown` where this customer has none such. */
export async function endReminder(
  db: Database,
  { customerId, reminderId }: Pick<ReminderRow, 'customerId' | 'reminderId'>,
  end: { endedAt: number; endedBy: string; outcome: string },
): Promise<'ended' | 'was-ended' | 'unknown'> {
  const known = await db
    .selectFrom('reminder')
    .select('reminderId')
    .where('reminderId', '=', reminderId)
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  if (!known) return 'unknown'
  const { numUpdatedRows } = await db
    .updateTable('reminder')
    .set(end)
    .where('reminderId', '=', reminderId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'ended' : 'was-ended'
}

/** Those still open remind somebody else from now on; answers how many. */
export async function handOverReminders(trx: Database, scope: HandoverScope): Promise<number> {
  const { fromUserId, toUserId, customerIds } = scope
  const result = await trx
    .updateTable('reminder')
    .set({ userId: toUserId })
    .where('userId', '=', fromUserId)
    .where('endedAt', 'is', null)
    .$if(customerIds !== null, (query) => query.where('customerId', 'in', customerIds ?? []))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
