import { sql } from 'kysely'
import { behind } from './dialect/cached-statements.ts'
import { type Database, engineOf } from './connect.ts'

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
  return db.connection().execute(async (connection) => {
    await sql.raw(behind.begin).execute(connection)
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
