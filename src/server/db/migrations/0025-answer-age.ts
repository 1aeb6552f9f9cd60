import { type Kysely, sql } from 'kysely'

/** Remembered answers are forgotten by their age every minute: without this the sweep reads all of a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index idempotency_created_at on idempotency (created_at)`.execute(db)
}
