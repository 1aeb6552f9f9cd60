import type { ServerContext } from '../context.ts'
import { changeClaimed, type EventRow } from './repository.ts'

/** A claim is good for so long: whoever was killed at work delays an event by no more, and a welcome code lives for 20 s. */
export const claimMs = 6000
const renewEveryMs = 2000

/** Keeps the claims of what this process works on; handlers may be slow, and dead processes hold nothing for long. */
export function createHolds({ db, now }: Pick<ServerContext, 'db' | 'now'>) {
  const timers = new Set<NodeJS.Timeout>()

  return {
    /** Renews the claim for as long as `run` takes. */
    async during<T>(row: Pick<EventRow, 'eventId' | 'claimedBy'>, run: () => Promise<T>): Promise<T> {
      let renewing: Promise<void> = Promise.resolve()
      const timer = setInterval(() => {
        // One that fails is made good by the next; the worst is that another process does it once more.
        renewing = changeClaimed(db, row, { claimedUntil: now() + claimMs }).catch(() => undefined)
      }, renewEveryMs)
      timers.add(timer)
      try {
        return await run()
      } finally {
        clearInterval(timer)
        timers.delete(timer)
        // Landing after the claim was given up, it would keep everybody away for a while.
        await renewing
      }
    },

    /** Nothing is renewed any more: what still runs is left to others. */
    letGo(): void {
      for (const timer of timers) clearInterval(timer)
    },
  }
}
