import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channel')
    .addColumn('channelId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().unique())
    .addColumn('userIdsJson', 'text', (column) => column.notNull())
    .addColumn('tagsJson', 'text', (column) => column.notNull())
    .addColumn('welcomeJson', 'text')
    .addColumn('configId', 'text', (column) => column.notNull())
    .addColumn('qrCode', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('removedAt', 'bigint')
    .execute()
  await db.schema
    .createTable('channelArrival')
    .addColumn('arrivalKey', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customerId', 'text', (column) => column.notNull())
    .addColumn('userId', 'text', (column) => column.notNull())
    .addColumn('channelId', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('arrivedAt', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('errcode', 'integer')
    .addColumn('settledAt', 'bigint')
    .execute()
  await db.schema.createIndex('channelArrivalChannel').on('channelArrival').column('channelId').execute()
  await db.schema.createIndex('channelArrivalCustomer').on('channelArrival').column('customerId').execute()
}
