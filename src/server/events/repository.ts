import type { Insertable, Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared, preparedList } from '../db/prepared.ts'
import { rowsStatement } from '../db/rows-statement.ts'
import type { Schema } from '../db/schema.ts'

export type EventRecord = Selectable<Schema['shopEvent']>
type NewEvent = Insertable<Schema['shopEvent']>

const hashesOf = preparedList((db, eventIds) =>
  db.selectFrom('shopEvent').select(['eventId', 'rowHash']).where('eventId', 'in', eventIds),
)

export async function findHashes(db: Database, eventIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await hashesOf(db, eventIds)
  return new Map(rows.map(({ eventId, rowHash }) => [eventId, rowHash]))
}

const columns = [
  'eventId',
  'customerId',
  'type',
  'occurredAt',
  'sku',
  'category',
  'quantity',
  'durationMs',
  'device',
  'rowHash',
] as const satisfies (keyof NewEvent)[]

/** Stores events nobody has stored yet; answers how many went in. */
export const insertNew = rowsStatement<NewEvent>(columns, (db, events) =>
  db
    .insertInto('shopEvent')
    .values(events)
    .onConflict((conflict) => conflict.doNothing())
    .compile(),
)

/** Stores events over those with the same ids. */
export const replace = rowsStatement<NewEvent>(columns, (db, events) =>
  db
    .insertInto('shopEvent')
    .values(events)
    .onConflict((conflict) =>
      conflict
        .column('eventId')
        .doUpdateSet((eb) =>
          Object.fromEntries(columns.slice(1).map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    .compile(),
)

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
