import { leavingRoom } from './leave-room.ts'
import { retryTransient } from './retry-transient.ts'

/** Rows that are looked for without a lock and changed together. */
const partSize = 500

/**
 * Changes rows in short transactions, with rests that let others write, until nothing more is found; answers how many were
 * changed. The lock is held for the change alone, not for the search.
 */
export async function inParts(
  find: (limit: number) => Promise<string[]>,
  change: (ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let changed = 0
  for (;;) {
    const ids = await find(partSize)
    if (ids.length === 0) return changed
    changed += await leavingRoom(() => retryTransient(() => change(ids)))
  }
}
