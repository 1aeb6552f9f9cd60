import { type Selectable, sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { CallbackTables } from '../db/tables/callback.ts'
import { retryTransient } from '../db/retry-transient.ts'

export type EventRow = Selectable<CallbackTables['wecomEvent']>
type NewEvent = Omit<EventRow, 'seq' | 'attempts'>

const candidatesAtOnce = 8

/** Stores it behind what is there for its subject; false when it was there already. */
export async function insertEvent(db: Database, event: NewEvent): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await retryTransient(() =>
    db
      .insertInto('wecomEvent')
      .values((eb) => ({
        ...event,
        attempts: 0,
        seq: eb
          .selectFrom('wecomEvent')
          .select(sql<number>`coalesce(max(seq), 0) + 1`.as('next'))
          .where('subject', '=', event.subject),
      }))
      .onConflict((conflict) => conflict.column('keyHash').doNothing())
      .executeTakeFirstOrThrow(),
  )
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** Due and free, and first of its subject: nothing of it that is older waits, nothing of it is being worked on. */
async function claimable(db: Database, asOf: number): Promise<string[]> {
  const rows = await db
    .selectFrom('wecomEvent as event')
    .select('event.eventId')
    .where('event.status', '=', 'pending')
    .where('event.dueAt', '<=', asOf)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<=', asOf)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('wecomEvent as other')
            .select('other.eventId')
            .whereRef('other.subject', '=', 'event.subject')
            .where('other.status', '=', 'pending')
            .whereRef('other.eventId', '<>', 'event.eventId')
            .where(({ eb, or, and, ref }) =>
              or([
                eb('other.claimedUntil', '>', asOf),
                eb('other.occurredAt', '<', ref('event.occurredAt')),
                and([
                  eb('other.occurredAt', '=', ref('event.occurredAt')),
                  or([
                    eb('other.seq', '<', ref('event.seq')),
                    and([
                      eb('other.seq', '=', ref('event.seq')),
                      eb('other.eventId', '<', ref('event.eventId')),
                    ]),
                  ]),
                ]),
              ]),
            ),
        ),
      ),
    )
    .orderBy('event.occurredAt')
    .orderBy('event.seq')
    .limit(candidatesAtOnce)
    .execute()
  return rows.map(({ eventId }) => eventId)
}

interface Claim {
  claimedBy: string
  asOf: number
  claimedUntil: number
}

/** Takes this event, unless somebody was faster: whoever holds it, has done it, or has failed and put it off. */
export async function claim(
  db: Database,
  eventId: string,
  { claimedBy, asOf, claimedUntil }: Claim,
): Promise<EventRow | undefined> {
  return retryTransient(() =>
    db
      .updateTable('wecomEvent')
      .set((eb) => ({ claimedBy, claimedUntil, attempts: eb('attempts', '+', 1) }))
      .where('eventId', '=', eventId)
      .where('status', '=', 'pending')
      .where('dueAt', '<=', asOf)
      .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<=', asOf)]))
      .returningAll()
      .executeTakeFirst(),
  )
}

/** Takes one event for this process; a claim whose holder died runs out. */
export async function claimNext(db: Database, by: Claim): Promise<EventRow | null> {
  for (const eventId of await claimable(db, by.asOf)) {
    const row = await claim(db, eventId, by)
    if (row) return row
  }
  return null
}

type Change = Partial<
  Pick<EventRow, 'status' | 'problem' | 'appliedAt' | 'dueAt' | 'greetedAt' | 'claimedUntil'>
>

/** Changes an event as long as this process holds it. */
export async function changeClaimed(
  db: Database,
  { eventId, claimedBy }: Pick<EventRow, 'eventId' | 'claimedBy'>,
  change: Change,
): Promise<void> {
  await retryTransient(() =>
    db
      .updateTable('wecomEvent')
      .set(change)
      .where('eventId', '=', eventId)
      .where('claimedBy', '=', claimedBy)
      .where('status', '=', 'pending')
      .execute(),
  )
}

export async function deleteSettledUntil(db: Database, latest: number): Promise<void> {
  await db.deleteFrom('wecomEvent').where('appliedAt', '<=', latest).execute()
}

/** What waits to be applied, retries and what is being worked on included. */
export async function pendingEvents(
  db: Database,
): Promise<{ depth: number; oldestReceivedAt: number | null }> {
  const { depth, oldestReceivedAt } = await db
    .selectFrom('wecomEvent')
    .select((eb) => [
      eb.fn.countAll<number>().as('depth'),
      eb.fn.min<number | null>('receivedAt').as('oldestReceivedAt'),
    ])
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow()
  return { depth: Number(depth), oldestReceivedAt }
}

export async function lastReceivedAt(db: Database): Promise<number | null> {
  const { at } = await db
    .selectFrom('wecomEvent')
    .select((eb) => eb.fn.max('receivedAt').as('at'))
    .executeTakeFirstOrThrow()
  return at
}
