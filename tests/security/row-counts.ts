import { sql } from 'kysely'
import type { Database } from '../../src/server/db/connect.ts'

/** How many rows each table holds: equal before and after = nothing was written. */
export async function rowCounts(db: Database): Promise<Record<string, number>> {
  const tables = await db.introspection.getTables()
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    )
    counts[name] = Number(rows[0]?.count ?? 0)
  }
  return counts
}
