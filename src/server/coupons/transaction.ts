import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'

/**
 * A transaction that spends. Ends that are due are booked along with it, so that two of them may want the counters of the
 * budgets in opposite order: the database ends one, and it is run again.
 */
export function spending<T>(db: Database, run: (trx: Database) => Promise<T>): Promise<T> {
  return retryTransient(() => db.transaction().execute(run))
}
