import { limitCode, WecomRefused } from '../answer.ts'

/** The shortest window of WeCom's limits: a minute after the refusal a call may try again. */
export const limitRestMs = 60_000

export interface Limits {
  /** Throws at once while this API's limit is used up. */
  check: (path: string) => void
  reached: (path: string) => void
}

/** Remembers which API was called too often (45009), each path for itself. Nobody sleeps: who calls is told at once. */
export function createLimits(now: () => number): Limits {
  const restsUntil = new Map<string, number>()
  return {
    check(path) {
      const until = restsUntil.get(path)
      if (until === undefined) return
      if (now() < until) throw new WecomRefused(path, limitCode, { isRemembered: true })
      restsUntil.delete(path)
    },
    reached(path) {
      restsUntil.set(path, now() + limitRestMs)
    },
  }
}
