import type { Kysely } from 'kysely'

const added = {
  follow: [
    ['endedAt', 'bigint'],
    ['endedBy', 'text'],
    ['addedAt', 'bigint'],
    ['seenAt', 'bigint'],
  ],
  customer: [['corpName', 'text']],
} as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, columns] of Object.entries(added)) {
    for (const [name, type] of columns) await db.schema.alterTable(table).addColumn(name, type).execute()
  }
  await db.schema
    .createTable('contactRun')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('localDay', 'integer', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('leaseUntil', 'bigint', (column) => column.notNull())
    .addColumn('dueAt', 'bigint', (column) => column.notNull())
    .addColumn('startedAt', 'bigint', (column) => column.notNull())
    .addColumn('finishedAt', 'bigint')
    .addColumn('importedAt', 'bigint')
    .addColumn('problem', 'text')
    .execute()
  await db.schema
    .createTable('contactPart')
    .addColumn('part', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('userIdsJson', 'text', (column) => column.notNull())
    .addColumn('cursor', 'text', (column) => column.notNull())
    .addColumn('isListed', 'integer', (column) => column.notNull())
    .addColumn('contacts', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('doneAt', 'bigint')
    .execute()
}
