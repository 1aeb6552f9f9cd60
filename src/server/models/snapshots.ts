import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { inParts } from '../db/in-parts.ts'
import { leavingRoom } from '../db/leave-room.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { rowsStatement } from '../db/rows-statement.ts'
import { writeBehind } from '../db/write-behind.ts'

export interface Snapshot {
  customerId: string
  ltvFen: number | null
  rfmSegment: string | null
  scoredVersion: string
}

const columns = ['customerId', 'ltvFen', 'rfmSegment', 'scoredVersion'] as const

/** A transaction aims at this; then others have the file for as long. */
const lockedMs = 8
const fewestRows = 64
const mostRows = 2048

const updateRows = rowsStatement<Snapshot>(columns, (db, rows) => {
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
  return sql`
    update customer set
      ltv_fen = cast(v.column2 as bigint),
      rfm_segment = cast(v.column3 as text),
      scored_version = cast(v.column4 as text)
    from (values ${sql.join(values)}) as v
    where customer.customer_id = v.column1`.compile(db)
})

/**
 * Takes snapshots one after the other and writes them in short transactions, with pauses that let others write. What is computed
 * from the purchases can be computed again: nobody waits for the lock while this process waits for the disk.
 */
export function snapshotWriter(db: Database) {
  let waiting: Snapshot[] = []
  let size = fewestRows

  async function write(): Promise<void> {
    const rows = waiting
    waiting = []
    if (rows.length === 0) return
    const tookMs = await leavingRoom(async () => {
      const startedAt = performance.now()
      await retryTransient(() => writeBehind(db, async (trx) => void (await updateRows(trx, rows))))
      return performance.now() - startedAt
    })
    size = Math.round(Math.min(mostRows, Math.max(fewestRows, size * Math.min(2, lockedMs / tookMs))))
  }

  return {
    async add(snapshot: Snapshot): Promise<void> {
      waiting.push(snapshot)
      if (waiting.length >= size) await write()
    },
    /** Writes the rest. */
    close: write,
  }
}

/** Customers whose last purchase was taken back have no snapshot any more. */
export async function clearSnapshotsWithoutPurchase(db: Database): Promise<void> {
  await inParts(
    async (limit) => {
      const rows = await db
        .selectFrom('customer')
        .select('customerId')
        .where('purchaseDays', '=', 0)
        .where('scoredVersion', 'is not', null)
        .limit(limit)
        .execute()
      return rows.map(({ customerId }) => customerId)
    },
    async (ids) => {
      const { numUpdatedRows } = await db
        .updateTable('customer')
        .set({ ltvFen: null, rfmSegment: null, scoredVersion: null })
        .where('customerId', 'in', ids)
        .where('purchaseDays', '=', 0)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  )
}
