import { localDay, localTime } from '../../domain/calendar.ts'
import type { Terms } from '../leases/terms.ts'

export interface JobRun {
  asOf: number
  leaseMs: number
  /** The process stops, or another one does the job now: begin no further step. */
  isStopped: () => boolean
  /** The process stops. */
  stopping: AbortSignal
}

/** What the server does by itself, one of all processes at a time. */
export interface Job {
  /** Of its lease too. */
  name: string
  /** `every`: again after this many milliseconds. `day`: once a local day, from this hour of it on. */
  pace: { everyMs: number } | { fromHour: number }
  /** How long a process that was killed at it keeps the others out. */
  leaseMs: number
  /** It takes the lease of its name itself, perhaps in a process of its own. */
  takesLease?: true
  /** Answers what is worth a line in the log. */
  run: (run: JobRun) => Promise<object | null>
}

/** Its lease as it could be taken now; null before its hour. */
export function termsOf({ name, pace, leaseMs }: Job, asOf: number, timeZone: string): Terms | null {
  if ('everyMs' in pace) return { name, ms: leaseMs, everyMs: pace.everyMs }
  if (localTime(asOf, timeZone).hour < pace.fromHour) return null
  return { name, ms: leaseMs, day: localDay(asOf, timeZone) }
}
