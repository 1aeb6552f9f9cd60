import { sql } from 'kysely'
import { behind } from './dialect/cached-statements.ts'
import { type Database, engineOf } from './connect.ts'
import { isLocked } from './database-fault.ts'

/**
 * Writes in one transaction that does not wait for the disk: it survives the end of the process, but the last moments may
 * be lost with the machine. The next commit that waits, such as a coupon's, makes all before it safe. Inside a transaction
 * it is part of that.
 */
export async function writeBehind(db: Database, write: (trx: Database) => Promise<void>): Promise<void> {
  if (db.isTransaction) return write(db)
  if (engineOf(db) === 'postgres') {
    return db.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = off`.execute(trx)
      await write(trx)
    })
  }
  return onOneConnection(db, behind.begin, write)
}

/**
 * The same without waiting for a lock either: where another process holds the SQLite file the write follows when it is free,
 * and `onLost` is told should it fail. For what may be missing for a moment.
 */
export async function writeSoon(
  db: Database,
  write: (trx: Database) => Promise<void>,
  onLost: (error: unknown) => void,
): Promise<void> {
  if (db.isTransaction || engineOf(db) === 'postgres') return writeBehind(db, write)
  try {
    await onOneConnection(db, behind.beginNow, write)
  } catch (error) {
    if (!isLocked(error)) throw error
    void writeBehind(db, write).catch(onLost)
  }
}

function onOneConnection(
  db: Database,
  begin: string,
  write: (trx: Database) => Promise<void>,
): Promise<void> {
  return db.connection().execute(async (connection) => {
    await sql.raw(begin).execute(connection)
    try {
      await write(connection)
      await sql.raw(behind.commit).execute(connection)
    } catch (error) {
      // A full disk ends the transaction by itself.
      await sql
        .raw(behind.rollback)
        .execute(connection)
        .catch(() => undefined)
      throw error
    }
  })
}
