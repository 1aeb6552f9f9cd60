import type { Insertable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

/** Below both engines' limit of parameters in one statement, for the widest table. */
const chunkSize = 100

/** Inserts rows in few statements of equal text, so that they are prepared once. */
export async function writeRows<Table extends keyof Schema>(
  db: Database,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += chunkSize) {
    await db
      .insertInto(table)
      .values(rows.slice(start, start + chunkSize) as never)
      .execute()
  }
}
