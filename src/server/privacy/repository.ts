import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type ConsentRow = Selectable<Schema['customerConsent']>

export function latestConsent(db: Database, customerId: string): Promise<ConsentRow | undefined> {
  return db
    .selectFrom('customerConsent')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('at', 'desc')
    .orderBy('consentId', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertConsent(trx: Database, row: ConsentRow): Promise<void> {
  await trx.insertInto('customerConsent').values(row).execute()
}

/** Latest linked first. */
export async function phonesOf(db: Database, customerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identity')
    .select('value')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'phone')
    .orderBy('createdAt', 'desc')
    .orderBy('value')
    .execute()
  return rows.map(({ value }) => value)
}

/** Latest first. */
export async function noteTextsOf(db: Database, customerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customerNote')
    .select('text')
    .where('customerId', '=', customerId)
    .orderBy('createdAt', 'desc')
    .execute()
  return rows.map(({ text }) => text)
}

/** Sets or clears the opt-out; false when it stood so already. */
export async function setOptOut(
  trx: Database,
  customerId: string,
  optedOutAt: number | null,
  at: number,
): Promise<boolean> {
  const row = await trx
    .updateTable('customer')
    .set({ optedOutAt, updatedAt: at })
    .where('customerId', '=', customerId)
    .where('optedOutAt', optedOutAt === null ? 'is not' : 'is', null)
    .returning('customerId')
    .executeTakeFirst()
  return row !== undefined
}

/** What advisors meant to come back with ends: it would be a push. */
export async function endReminders(trx: Database, customerId: string, at: number): Promise<number> {
  const rows = await trx
    .updateTable('reminder')
    .set({ endedAt: at, endedBy: 'customer', outcome: 'cancelled' })
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .returning('reminderId')
    .execute()
  return rows.length
}
