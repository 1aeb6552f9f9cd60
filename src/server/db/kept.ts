import type { Database } from './connect.ts'
import { prepared } from './prepared.ts'
import type { StoreVersionTables } from './tables/store-version.ts'

/** Versions of several databases, and of changes under way, live side by side for a moment. */
const mostVersions = 4

const currentVersion = prepared((db, { name }: { name: StoreVersionTables['storeVersion']['name'] }) =>
  db.selectFrom('storeVersion').select('version').where('name', '=', name),
)

/**
 * Reads what belongs to the whole store once and keeps it for as long as its tables stay as they are: each call asks for
 * their version alone, so that a change by any process, also one inside this transaction, counts from the next call on.
 * What is kept is shared: nobody may change it.
 */
export function kept<T>(
  name: StoreVersionTables['storeVersion']['name'],
  read: (db: Database) => Promise<T>,
): (db: Database) => Promise<T> {
  const values = new Map<string, T>()
  return async (db) => {
    const [row] = await currentVersion(db, { name })
    const known = row === undefined ? undefined : values.get(row.version)
    if (known !== undefined) return known
    const value = await read(db)
    if (row === undefined) return value
    values.set(row.version, value)
    const [oldest] = values.size > mostVersions ? values.keys() : []
    if (oldest !== undefined) values.delete(oldest)
    return value
  }
}
