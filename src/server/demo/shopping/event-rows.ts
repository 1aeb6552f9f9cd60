import type { Insertable } from 'kysely'
import type { EventRow } from '../../../contract/ingest.ts'
import type { Schema } from '../../db/schema.ts'
import { rowHash } from '../../ingest/row-hash.ts'

export function eventRows(
  customerId: string,
  events: readonly EventRow[],
): Insertable<Schema['shopEvent']>[] {
  return events.map((event) => ({
    eventId: event.eventId,
    customerId,
    type: event.type,
    occurredAt: event.occurredAt,
    sku: event.sku ?? null,
    category: event.category ?? null,
    quantity: event.quantity ?? null,
    durationMs: event.durationMs ?? null,
    device: event.device ?? null,
    rowHash: rowHash(event),
  }))
}
