import { Counter, Gauge } from 'prom-client'
import { inRegistry } from './registry.ts'

/** `repeated`: known already; `ignored`: nothing is done with such; `unstored`: the database was too slow. */
const receipts = ['new', 'repeated', 'ignored', 'forged', 'unreadable', 'unstored'] as const
export type Receipt = (typeof receipts)[number]
const endings = ['applied', 'retried', 'failed'] as const
export type Ending = (typeof endings)[number]

const received = new Counter({
  ...inRegistry,
  name: 'zhike_callbacks_received_total',
  help: 'Callbacks of WeCom, by what was done at the door',
  labelNames: ['receipt'],
})
const settled = new Counter({
  ...inRegistry,
  name: 'zhike_callbacks_settled_total',
  help: 'Attempts to apply a callback: applied, retried later, failed for good',
  labelNames: ['ending'],
})
const depth = new Gauge({
  ...inRegistry,
  name: 'zhike_callback_queue_events',
  help: 'Callbacks stored and not yet applied, of all processes',
})
const age = new Gauge({
  ...inRegistry,
  name: 'zhike_callback_queue_age_seconds',
  help: 'How long the oldest of them waits; 0 when none does',
})
for (const receipt of receipts) received.inc({ receipt }, 0)
for (const ending of endings) settled.inc({ ending }, 0)

export const countReceipt = (receipt: Receipt): void => received.inc({ receipt })
export const countEnding = (ending: Ending): void => settled.inc({ ending })

export interface Queue {
  depth: number
  oldestReceivedAt: number | null
}

/** Null: the database does not tell, and neither do we. */
export function tellQueue(queue: Queue | null, asOf: number): void {
  if (queue === null) {
    depth.remove()
    age.remove()
    return
  }
  depth.set(queue.depth)
  age.set(Math.max(0, asOf - (queue.oldestReceivedAt ?? asOf)) / 1000)
}
