import { tellBreaker } from '../../telemetry/wecom.ts'
import { WecomUnreachable } from '../answer.ts'

/** So many exchanges in a row without an answer, and WeCom counts as down. */
export const breakerThreshold = 5
/** It is not asked for so long then; after that one call tries, and the others go on failing at once. */
export const breakerRestMs = 2_000
/** Each try that fails doubles the rest, up to this. */
export const breakerLongestRestMs = 30_000

export interface Breaker {
  run: <T>(call: () => Promise<T>) => Promise<T>
  isOpen: () => boolean
}

/** Fails at once while WeCom is down, so that nobody waits for a time-out again and again. */
export function createBreaker(now: () => number): Breaker {
  let failures = 0
  let restsUntil = 0

  function rest(): void {
    const restMs = breakerRestMs * 2 ** Math.min(failures - breakerThreshold, 10)
    restsUntil = now() + Math.min(restMs, breakerLongestRestMs)
    tellBreaker(true)
  }
  function close(): void {
    if (failures >= breakerThreshold) tellBreaker(false)
    failures = 0
  }
  const isOpen = () => failures >= breakerThreshold && now() < restsUntil

  return {
    isOpen,
    async run(call) {
      if (isOpen()) throw new WecomUnreachable('WeCom is down and was not asked', { isUndone: true })
      if (failures >= breakerThreshold) rest()
      try {
        const answer = await call()
        close()
        return answer
      } catch (error) {
        if (!(error instanceof WecomUnreachable)) close()
        else if (!error.isLasting) {
          failures += 1
          if (failures >= breakerThreshold) rest()
        }
        throw error
      }
    },
  }
}
