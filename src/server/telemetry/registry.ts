import { collectDefaultMetrics, Registry } from 'prom-client'

/**
 * The counts of this process, in the terms of Prometheus; each process of an installation has its own, and whoever asks
 * adds them up. No label holds an id of a customer or a member: every label has few values, known beforehand.
 */
export const registry = new Registry()

export const inRegistry = { registers: [registry] }

/** From a request served from memory to one that a client has given up. */
export const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Event loop, memory, garbage collection and file handles, measured once a server runs; a command needs none of it. */
export function measureProcess(): void {
  if (registry.getSingleMetric('process_resident_memory_bytes')) return
  collectDefaultMetrics({ register: registry })
}
