import { Counter } from 'prom-client'
import type { IngestResult } from '../../contract/ingest.ts'
import { inRegistry } from './registry.ts'

export type IngestKind = 'orders' | 'events' | 'customers' | 'products'

const rows = new Counter({
  ...inRegistry,
  name: 'zhike_ingest_rows_total',
  help: 'Rows of the shop, by kind and verdict: accepted, duplicate, rejected',
  labelNames: ['kind', 'verdict'],
})
for (const kind of ['orders', 'events', 'customers', 'products'] satisfies IngestKind[])
  for (const verdict of ['accepted', 'duplicate', 'rejected']) rows.inc({ kind, verdict }, 0)

/** Counts the verdicts of one request. */
export function countRows(kind: IngestKind, { accepted, duplicates, rejected }: IngestResult): void {
  rows.inc({ kind, verdict: 'accepted' }, accepted)
  rows.inc({ kind, verdict: 'duplicate' }, duplicates)
  rows.inc({ kind, verdict: 'rejected' }, rejected.length)
}
