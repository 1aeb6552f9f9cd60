import type { ServerContext } from '../context.ts'
import { countEnding } from '../telemetry/callbacks.ts'
import { applyEvent } from './apply.ts'
import type { CallbackHandlers } from './handlers.ts'
import { claimMs, createHolds } from './holds.ts'
import { changeClaimed, claimNext, type EventRow } from './repository.ts'
import { type CallbackEvent, greetingOf } from './wecom-event.ts'

const lanesAtOnce = 4
const attemptMs = 45_000
const second = 1000
const minute = 60 * second
/** Pauses after the first, second … failed attempt; then the nightly reconciliation has to see to it. */
const pausesMs = [2 * second, 10 * second, minute, 5 * minute, 15 * minute, 60 * minute, 180 * minute]
const longestProblem = 200

function problemOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, longestProblem)
}

async function within<T>(ms: number, run: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms)
  })
  return Promise.race([run, late]).finally(() => clearTimeout(timer))
}

export type CallbackWorker = ReturnType<typeof createWorker>

/** Applies stored events, each in one process at a time; several events at once, one at a time for each subject. */
export function createWorker(
  { db, now, log }: Pick<ServerContext, 'db' | 'now' | 'log'>,
  handlers: CallbackHandlers,
  claimedBy: string,
) {
  const holds = createHolds({ db, now })
  const active = new Set<Promise<void>>()
  let lanes = 0
  let wakes = 0
  let isStopped = false

  async function greet(row: EventRow, event: CallbackEvent): Promise<void> {
    const greeting = greetingOf(event)
    if (greeting === null || row.greetedAt !== null) return
    await handlers.welcome.greet(greeting)
    await changeClaimed(db, row, { greetedAt: now() })
  }

  async function attempt(row: EventRow): Promise<void> {
    const event = JSON.parse(row.payloadJson) as CallbackEvent
    await greet(row, event)
    await applyEvent(handlers, event)
  }

  async function work(row: EventRow): Promise<void> {
    try {
      await holds.during(row, () => within(attemptMs, attempt(row)))
      const appliedAt = now()
      await changeClaimed(db, row, { status: 'applied', appliedAt, problem: null, claimedUntil: null })
      countEnding('applied')
    } catch (error) {
      const { name, attempts } = row
      const problem = problemOf(error)
      const pauseMs = pausesMs[attempts - 1]
      log.warn({ name, attempts, reason: problem, isGivenUp: pauseMs === undefined }, 'callback not applied')
      countEnding(pauseMs === undefined ? 'failed' : 'retried')
      const settled =
        pauseMs === undefined ? { status: 'failed', appliedAt: now() } : { dueAt: now() + pauseMs }
      await changeClaimed(db, row, { ...settled, problem, claimedUntil: null })
    }
  }

  async function lane(): Promise<void> {
    for (;;) {
      const seen = wakes
      if (isStopped) return
      const asOf = now()
      const row = await claimNext(db, { claimedBy, asOf, claimedUntil: asOf + claimMs })
      if (row) await work(row)
      else if (seen === wakes) return
    }
  }

  function track(run: Promise<void>): void {
    const tracked: Promise<void> = run
      .catch((error: unknown) => log.error({ reason: problemOf(error) }, 'callbacks are not being applied'))
      .finally(() => active.delete(tracked))
    active.add(tracked)
  }

  /** Something may be due. */
  function wake(): void {
    wakes += 1
    if (isStopped || lanes >= lanesAtOnce) return
    lanes += 1
    track(
      lane().finally(() => {
        lanes -= 1
      }),
    )
  }

  return {
    wake,

    /** Welcomes at once, whatever else waits; the event was stored as claimed by this process and is free afterwards. */
    greetNow(row: Pick<EventRow, 'eventId' | 'name'>, event: CallbackEvent): void {
      const run = async () => {
        const held = { ...row, claimedBy }
        try {
          const greeting = greetingOf(event)
          if (greeting) await holds.during(held, () => within(attemptMs, handlers.welcome.greet(greeting)))
          await changeClaimed(db, held, { greetedAt: now(), claimedUntil: null })
        } catch (error) {
          log.warn({ name: row.name, reason: problemOf(error) }, 'welcome failed')
          await changeClaimed(db, held, { problem: problemOf(error), claimedUntil: null })
        }
        wake()
      }
      track(run())
    },

    /** Everything that was begun is done. */
    async settled(): Promise<void> {
      while (active.size > 0) await Promise.all(active)
    },

    /** Begins nothing more; what is stored waits for the next start or another process. */
    stop(): void {
      isStopped = true
    },

    /** What still runs is left to other processes. */
    letGo: holds.letGo,
  }
}
