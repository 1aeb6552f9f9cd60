import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('wecomEvent')
    .addColumn('eventId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('keyHash', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('occurredAt', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('payloadJson', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('receivedAt', 'bigint', (column) => column.notNull())
    .addColumn('greetedAt', 'bigint')
    .addColumn('claimedBy', 'text')
    .addColumn('claimedUntil', 'bigint')
    .addColumn('dueAt', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('appliedAt', 'bigint')
    .execute()
  const indexes = [['subject', 'status'], ['status', 'occurredAt'], ['appliedAt'], ['receivedAt']]
  for (const columns of indexes)
    await db.schema
      .createIndex(`wecomEvent_${columns.join('_')}`)
      .on('wecomEvent')
      .columns(columns)
      .execute()
}
