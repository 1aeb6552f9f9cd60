import type { Insertable, Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'

export type EventRecord = Selectable<Schema['shopEvent']>
type NewEvent = Insertable<Schema['shopEvent']>

export async function findHashes(db: Database, eventIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('shopEvent')
    .select(['eventId', 'rowHash'])
    .where('eventId', 'in', eventIds)
    .execute()
  return new Map(rows.map(({ eventId, rowHash }) => [eventId, rowHash]))
}

/** Stores events nobody has stored yet; answers how many went in. */
export async function insertNew(trx: Database, events: readonly NewEvent[]): Promise<number> {
  if (events.length === 0) return 0
  const rows = await trx
    .insertInto('shopEvent')
    .values(events)
    .onConflict((conflict) => conflict.doNothing())
    .returning('eventId')
    .execute()
  return rows.length
}

export async function replace(trx: Database, events: readonly NewEvent[]): Promise<void> {
  for (const { eventId, ...values } of events) {
    await trx.updateTable('shopEvent').set(values).where('eventId', '=', eventId).execute()
  }
}

const latestEvents = prepared((db, { customerId, sinceMs }: { customerId: string; sinceMs: number }) =>
  db
    .selectFrom('shopEvent')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('occurredAt', '>=', sinceMs)
    .orderBy('occurredAt', 'desc')
    .orderBy('eventId'),
)

export function eventsOf(db: Database, customerId: string, sinceMs: number): Promise<EventRecord[]> {
  return latestEvents(db, { customerId, sinceMs })
}
