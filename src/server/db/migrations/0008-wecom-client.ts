import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('wecomRefresh')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('leaseUntil', 'bigint', (column) => column.notNull())
    .addColumn('forcedAt', 'bigint', (column) => column.notNull())
    .addColumn('refusedCode', 'integer')
    .addColumn('refusedFor', 'text')
    .addColumn('refusedUntil', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('wecomRefreshPk', ['kind'])
    .execute()
  await db.schema
    .createTable('wecomFault')
    .addColumn('apiPath', 'text', (column) => column.notNull())
    .addColumn('errcode', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('firstAt', 'bigint', (column) => column.notNull())
    .addColumn('lastAt', 'bigint', (column) => column.notNull())
    .addColumn('mendedAt', 'bigint')
    .addColumn('callerIp', 'text')
    .addPrimaryKeyConstraint('wecomFaultPk', ['apiPath', 'errcode'])
    .execute()
}
