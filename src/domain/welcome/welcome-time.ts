/** A welcome code works this long after its event, and once (path 92137 of developer.work.weixin.qq.com). */
export const welcomeLifeMs = 20_000

/** Whether a welcome may still be sent at `asOf` for an event of `at`, both epoch ms; 20 s after it is still in time (inclusive). */
export function isInWelcomeTime(at: number, asOf: number): boolean {
  return asOf - at <= welcomeLifeMs
}

/** What a refusal of a welcome means: it went out or was not needed, too late, waiting for consent, worth another try, or wrong. */
export type WelcomeRefusal = 'used' | 'late' | 'consent' | 'busy' | 'refused'

const refusals: Record<number, WelcomeRefusal> = {
  41050: 'late',
  41051: 'used',
  41053: 'consent',
  41096: 'busy',
}

/** By the platform's error code of sending a welcome; another app that is sending one right now is worth another try. */
export function welcomeRefusal(errcode: number): WelcomeRefusal {
  return refusals[errcode] ?? 'refused'
}
