import type { EventRow } from '../../contract/ingest.ts'
import type { Database } from '../db/connect.ts'
import { ConcurrentChange } from '../db/database-fault.ts'
import type { Identity } from '../identity/service.ts'
import { rowHash } from '../ingest/row-hash.ts'
import { type Outcome, sortOut } from '../ingest/sort-out.ts'
import { eventsOf, findHashes, insertNew, replace } from './repository.ts'

interface Needs {
  identity: Pick<Identity, 'resolveMany'>
  /** Raises the last activity of customers, never beyond `asOf` and never back. */
  raiseActivity: (trx: Database, latest: ReadonlyMap<string, number>, asOf: number) => Promise<void>
}

export type Events = ReturnType<typeof createEvents>

export function createEvents({ identity, raiseActivity }: Needs) {
  /** Stores a batch of shop events; each counts as activity of its customer. One outcome for each row. */
  async function store(trx: Database, rows: readonly EventRow[], asOf: number): Promise<Outcome[]> {
    const eventIds = [...new Set(rows.map((row) => row.eventId))]
    const before = await findHashes(trx, eventIds)
    const { outcomes, changed } = sortOut(rows, (row) => row.eventId, rowHash, before)
    if (changed.length === 0) return outcomes
    const links = await identity.resolveMany(
      trx,
      changed.map(({ row }) => row),
      'events',
      asOf,
    )
    const latest = new Map<string, number>()
    const records = new Map(
      changed.map(({ row, hash }, index) => {
        const customerId = links[index]?.customerId ?? ''
        latest.set(customerId, Math.max(latest.get(customerId) ?? 0, row.occurredAt))
        return [row.eventId, eventRecord(row, customerId, hash)]
      }),
    )
    const isKnown = ({ eventId }: { eventId: string }) => before.has(eventId)
    const fresh = [...records.values()].filter((record) => !isKnown(record))
    if ((await insertNew(trx, fresh)).changed < fresh.length)
      throw new ConcurrentChange('event stored meanwhile')
    await replace(trx, [...records.values()].filter(isKnown))
    await raiseActivity(trx, latest, asOf)
    return outcomes
  }

  return {
    store,
    /** Events at or after `sinceMs`, latest first. */
    eventsOf,
  }
}

function eventRecord(row: EventRow, customerId: string, hash: string) {
  return {
    eventId: row.eventId,
    customerId,
    type: row.type,
    occurredAt: row.occurredAt,
    sku: row.sku ?? null,
    category: row.category ?? null,
    quantity: row.quantity ?? null,
    durationMs: row.durationMs ?? null,
    device: row.device ?? null,
    rowHash: hash,
  }
}
