import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

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

/** Ends it while it is open; answers whether this customer has it at all. */
export async function endReminder(
  db: Database,
  { customerId, reminderId }: Pick<ReminderRow, 'customerId' | 'reminderId'>,
  end: { endedAt: number; endedBy: string; outcome: string },
): Promise<boolean> {
  const known = await db
    .selectFrom('reminder')
    .select('reminderId')
    .where('reminderId', '=', reminderId)
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  if (!known) return false
  await db
    .updateTable('reminder')
    .set(end)
    .where('reminderId', '=', reminderId)
    .where('endedAt', 'is', null)
    .execute()
  return true
}
