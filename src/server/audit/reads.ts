import { newId, type ServerContext } from '../context.ts'
import { writeBehind } from '../db/write-behind.ts'
import { customersByExternalId, insertEntries } from './repository.ts'

/** Reads wait this long at most for their batch: a process that is killed loses those of its last second. */
export const batchMs = 1000
/** Rows of one statement: SQLite takes 32,766 parameters. */
const mostRows = 1000
/** So many wait while the database takes none; beyond that the oldest are let go, with a word in the log. */
const mostWaiting = 20_000

export interface CustomerRead {
  actor: string
  externalUserId: string
  /** The contract route that answered. */
  route: string
  at: number
}

export type Reads = ReturnType<typeof createReads>

/**
 * Notes whose data was read by whom. Reads are many and change nothing, so they are written behind the answer, in one
 * transaction a batch; a close of the server writes what waits.
 */
export function createReads(context: ServerContext) {
  let waiting: CustomerRead[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const ids = [...new Set(batch.map(({ externalUserId }) => externalUserId))]
      const customers = await customersByExternalId(context.db, ids)
      const rows = batch.flatMap(({ actor, externalUserId, route, at }) => {
        const customerId = customers.get(externalUserId)
        if (customerId === undefined) return []
        return {
          auditId: newId(context, 'aud'),
          at,
          actor,
          action: 'customer.read',
          subjectKind: 'customer',
          subjectId: customerId,
          customerId,
          detailsJson: JSON.stringify({ route }),
        }
      })
      await writeBehind(context.db, async (trx) => {
        for (let start = 0; start < rows.length; start += mostRows)
          await insertEntries(trx, rows.slice(start, start + mostRows))
      })
    } catch (error) {
      waiting = [...batch, ...waiting]
      const lost = Math.max(0, waiting.length - mostWaiting)
      waiting = waiting.slice(lost)
      context.log.error({ err: error, lost }, 'reads of customers could not be noted')
      schedule()
    }
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    writing = writing.then(write)
    return writing
  }

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), batchMs)
  }

  return {
    note(read: CustomerRead): void {
      waiting.push(read)
      schedule()
    },
    flush,
    /** Writes what waits; a database that takes none any more is not waited for. */
    async close(): Promise<void> {
      await flush()
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
