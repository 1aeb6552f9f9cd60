import type { Kysely } from 'kysely'

/** Advisors' own scripts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('script').addColumn('ownerUserId', 'text').execute()
  await db.schema.createIndex('script_ownerUserId').on('script').column('ownerUserId').execute()
}
