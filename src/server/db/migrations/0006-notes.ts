import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('customerNote')
    .addColumn('noteId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customerId', 'text', (column) => column.notNull())
    .addColumn('userId', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('customerNote_customerId_createdAt')
    .on('customerNote')
    .columns(['customerId', 'createdAt'])
    .execute()
}
