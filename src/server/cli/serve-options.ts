import type { Serving } from './serve.ts'
import { CommandFailed } from './terminal.ts'

export interface ServeOptions {
  drain: string
  jobPace?: string
}

const longestDrainSeconds = 300

/** What the command line says of serving; anything else is refused. */
export function serveOptions({ drain, jobPace }: ServeOptions): Pick<Serving, 'drainMs' | 'pace'> {
  const seconds = Number(drain)
  if (!/^\d+(\.\d+)?$/.test(drain) || seconds > longestDrainSeconds)
    throw new CommandFailed(`--drain: give 0 to ${longestDrainSeconds} seconds`, 2)
  const drainMs = seconds * 1000
  if (jobPace === undefined) return { drainMs }
  const [firstLookMs, lookEveryMs, leaseMs] = jobPace.split(',').map(Number)
  if (!firstLookMs || !lookEveryMs || !leaseMs)
    throw new CommandFailed('--job-pace: give three numbers of milliseconds', 2)
  return { drainMs, pace: { firstLookMs, lookEveryMs, leaseMs } }
}
