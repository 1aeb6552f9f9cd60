import type { Kysely } from 'kysely'

/** What a decision depended on, so that it can be taken once more; what personalising was measured to gain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('decision').addColumn('frameHash', 'text').execute()
  await db.schema.alterTable('decision').addColumn('inputsJson', 'text').execute()
  await db.schema.createIndex('decision_createdAt').on('decision').column('createdAt').execute()
  await db.schema
    .createTable('decisionFrame')
    .addColumn('frameHash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('frameJson', 'text', (c) => c.notNull())
    .addColumn('createdAt', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('learningGain')
    .addColumn('version', 'text', (c) => c.primaryKey().notNull())
    .addColumn('asOf', 'bigint', (c) => c.notNull())
    .addColumn('decisions', 'integer', (c) => c.notNull())
    .addColumn('usedRows', 'integer', (c) => c.notNull())
    .addColumn('gainFen', 'double precision')
    .addColumn('standardErrorFen', 'double precision')
    .addColumn('detailsJson', 'text', (c) => c.notNull())
    .addColumn('createdAt', 'bigint', (c) => c.notNull())
    .execute()
}
