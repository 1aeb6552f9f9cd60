import { type Kysely, sql } from 'kysely'

/**
 * RISK-01 asks every hour for the complaints of two weeks, a handful among millions of events. An index of those alone costs
 * nothing when another event is stored.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index shop_event_complaint_occurred_at on shop_event (occurred_at) where type = 'complaint'`.execute(
    db,
  )
}
