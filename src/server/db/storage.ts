import { randomUUID } from 'node:crypto'
import type { Database } from './connect.ts'
import { isFull } from './database-fault.ts'

/** More than a page that is half empty could take. */
const probeCharacters = 65_536

/** Databases in which a write found no room, until one does again. */
const full = new WeakSet<object>()

/** To be told of what failed. */
export function noteFault(db: Database, error: unknown): void {
  if (isFull(error)) full.add(db)
}

/** Whether a write finds room; one is made and undone. What else may keep it from writing is no answer to that. */
export async function hasRoom(db: Database): Promise<boolean> {
  const key = randomUUID()
  const row = { scope: 'probe', key, bodyHash: '', responseJson: 'x'.repeat(probeCharacters), createdAt: 0 }
  try {
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('idempotency').values(row).execute()
      await trx.deleteFrom('idempotency').where('scope', '=', row.scope).where('key', '=', key).execute()
    })
  } catch (error) {
    if (isFull(error)) return false
    return !full.has(db)
  }
  full.delete(db)
  return true
}

/** Whether writes fail for want of room. Asks the database only after one did, so that it costs nothing else. */
export async function isOutOfRoom(db: Database): Promise<boolean> {
  return full.has(db) && !(await hasRoom(db))
}
