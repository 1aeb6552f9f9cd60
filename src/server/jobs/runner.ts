import type { ServerContext } from '../context.ts'
import { noteFault } from '../db/storage.ts'
import { keepWhile } from '../leases/keep.ts'
import { createLeases } from '../leases/leases.ts'
import { countJob } from '../telemetry/jobs.ts'
import { type Job, type JobRun, termsOf } from './job.ts'
import { waitToStop } from './patience.ts'

/** After a failure this process leaves the job to the others, or tries again this much later. */
const longestRestMs = 5 * 60_000

export interface Pace {
  firstLookMs: number
  lookEveryMs: number
  /** In place of each job's own, for tests that kill a holder. */
  leaseMs?: number | undefined
}

export const defaultPace: Pace = { firstLookMs: 10_000, lookEveryMs: 60_000 }

export type JobRunner = ReturnType<typeof createJobRunner>

/** Looks every minute for jobs that are due and that no other process is at; one reading tells of all. */
export function createJobRunner(
  context: Pick<ServerContext, 'config' | 'db' | 'now' | 'log'>,
  given: readonly Job[],
  pace: Pace = defaultPace,
) {
  const { config, now, log } = context
  const { leaseMs } = pace
  const jobs = given.map((job) => (leaseMs === undefined ? job : { ...job, leaseMs }))
  const leases = createLeases(context)
  const running = new Map<string, Promise<void>>()
  const restsUntil = new Map<string, number>()
  const stopping = new AbortController()
  const timers: NodeJS.Timeout[] = []
  const isStopped = () => stopping.signal.aborted

  const runOf = ({ leaseMs: ms }: Job, asOf: number, isOver: () => boolean): JobRun => ({
    asOf,
    leaseMs: ms,
    isStopped: isOver,
    stopping: stopping.signal,
  })

  async function runHeld(job: Job): Promise<object | null> {
    const asOf = now()
    const terms = termsOf(job, asOf, config.timeZone)
    if (terms === null) return null
    if (job.takesLease) return countJob(job.name, () => job.run(runOf(job, asOf, isStopped)))
    const lease = await leases.take(terms)
    if (!lease) return null
    let isDone = false
    try {
      const result = await keepWhile(lease, (isHeld) =>
        countJob(job.name, () => job.run(runOf(job, asOf, () => isStopped() || !isHeld()))),
      )
      isDone = !isStopped()
      return result
    } finally {
      // Half the time, so that no look of another process comes a moment too early and leaves a gap of two.
      const next =
        'everyMs' in job.pace ? { dueAt: asOf + job.pace.everyMs / 2 } : { doneDay: terms.day ?? 0 }
      await lease.release(isDone ? next : {})
    }
  }

  async function runSafely(job: Job): Promise<void> {
    const startedAt = performance.now()
    try {
      const result = await runHeld(job)
      if (result !== null)
        log.info({ job: job.name, ms: Math.round(performance.now() - startedAt), ...result }, 'job done')
    } catch (error) {
      const everyMs = 'everyMs' in job.pace ? job.pace.everyMs : longestRestMs
      restsUntil.set(job.name, now() + Math.min(everyMs, longestRestMs))
      noteFault(context.db, error)
      log.error({ err: error, job: job.name }, 'a job failed')
    }
  }

  async function lookOnce(): Promise<void> {
    const asOf = now()
    const ready = jobs.filter(({ name }) => !running.has(name) && (restsUntil.get(name) ?? 0) <= asOf)
    const terms = ready.flatMap((job) => termsOf(job, asOf, config.timeZone) ?? [])
    if (terms.length === 0) return
    const free = await leases.free(terms)
    for (const job of ready) {
      if (isStopped() || !free.has(job.name)) continue
      running.set(
        job.name,
        runSafely(job).finally(() => running.delete(job.name)),
      )
    }
  }

  /** Begins what is due. */
  function look(): Promise<void> {
    if (isStopped()) return Promise.resolve()
    return lookOnce().catch((error: unknown) => log.error({ err: error }, 'the jobs could not be looked for'))
  }

  return {
    look,
    /** What runs is at its end. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running.values())
    },
    start(): void {
      timers.push(setTimeout(() => void look(), pace.firstLookMs))
      timers.push(setInterval(() => void look(), pace.lookEveryMs))
    },
    /** Begins nothing more and waits a little for the steps that run; the rest is left to the other processes. */
    async stop(): Promise<void> {
      for (const timer of timers) clearTimeout(timer)
      stopping.abort()
      await waitToStop(Promise.all(running.values()))
    },
  }
}
