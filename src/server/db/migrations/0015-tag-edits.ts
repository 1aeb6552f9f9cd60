import type { Kysely } from 'kysely'

/** Edits of our own corp tags, which tag a push marked, half-adds, and the codes of a channel beside its present one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('corpTagEdit')
    .addColumn('editId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('targetId', 'text', (column) => column.notNull())
    .addColumn('groupName', 'text', (column) => column.notNull())
    .addColumn('fromName', 'text', (column) => column.notNull())
    .addColumn('toName', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('dueAt', 'bigint', (column) => column.notNull())
    .addColumn('claimedBy', 'text')
    .addColumn('claimedUntil', 'bigint')
    .addColumn('errcode', 'integer')
    .addColumn('changedAt', 'bigint', (column) => column.notNull())
    .addColumn('settledAt', 'bigint')
    .execute()
  await db.schema
    .createIndex('corpTagEdit_status_dueAt')
    .on('corpTagEdit')
    .columns(['status', 'dueAt'])
    .execute()
  await db.schema.createIndex('corpTagEdit_targetId').on('corpTagEdit').column('targetId').execute()
  await db.schema.alterTable('corpTagPush').addColumn('markedTagId', 'text').execute()
  await db.schema
    .alterTable('channelArrival')
    .addColumn('isHalf', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('channel')
    .addColumn('codeType', 'integer', (column) => column.notNull().defaultTo(2))
    .execute()
  await db.schema
    .alterTable('channel')
    .addColumn('formerConfigIdsJson', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
}
