import type { CompiledQuery } from 'kysely'
import type { Database } from './connect.ts'
import { compiledOnce } from './prepared.ts'

/**
 * Writes with a statement that is compiled once: building one takes longer than running it on SQLite. Answers what it
 * returns.
 */
export function preparedWrite<Parameters extends object, Row>(
  build: (db: Database, parameters: Parameters) => { compile: () => CompiledQuery<Row> },
): (db: Database, parameters: Parameters) => Promise<Row[]> {
  const compiled = compiledOnce(build)
  return async (db, given) => (await db.executeQuery<Row>(compiled(db, given))).rows
}
