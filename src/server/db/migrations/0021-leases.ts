import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** The daily jobs as they were kept before. */
interface Before {
  dailyJob: { job: string; doneDay: number | null }
}

/** One table for whoever does what in place of three. */
export async function up(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('lease')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text')
    .addColumn('leaseUntil', 'bigint', (column) => column.notNull())
    .addColumn('dueAt', 'bigint', (column) => column.notNull())
    .addColumn('doneDay', 'integer')
    .execute()
  const before = db as unknown as Kysely<Before>
  const jobs = await before.selectFrom('dailyJob').select(['job', 'doneDay']).execute()
  for (const { job, doneDay } of jobs)
    await db
      .insertInto('lease')
      .values({ name: job, owner: null, leaseUntil: 0, dueAt: 0, doneDay })
      .execute()
  await db.schema.dropTable('dailyJob').execute()
  for (const table of ['contactRun', 'wecomRefresh'])
    for (const column of ['owner', 'leaseUntil'])
      await db.schema.alterTable(table).dropColumn(column).execute()
}
