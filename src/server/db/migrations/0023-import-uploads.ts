import type { Kysely } from 'kysely'

/** Files that members uploaded to import, and what became of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('importUpload')
    .addColumn('uploadId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('fileName', 'text', (column) => column.notNull())
    .addColumn('fileBytes', 'bigint', (column) => column.notNull())
    .addColumn('uploadedBy', 'text', (column) => column.notNull())
    .addColumn('uploadedAt', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('kind', 'text')
    .addColumn('mappingName', 'text')
    .addColumn('mappingJson', 'text')
    .addColumn('headerJson', 'text')
    .addColumn('runId', 'text')
    .addColumn('startedAt', 'bigint')
    .addColumn('finishedAt', 'bigint')
    .addColumn('isKnown', 'integer', (column) => column.notNull())
    .addColumn('accepted', 'bigint', (column) => column.notNull())
    .addColumn('duplicates', 'bigint', (column) => column.notNull())
    .addColumn('rejected', 'bigint', (column) => column.notNull())
    .addColumn('problem', 'text')
    .execute()
  await db.schema.createIndex('importUploadUploadedAt').on('importUpload').columns(['uploadedAt']).execute()
}
