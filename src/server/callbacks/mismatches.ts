import type { ServerContext } from '../context.ts'
import type { Health } from '../wecom/health.ts'

/** Under this name the faults of callbacks stand among those of the API's paths. */
export const callbackFaultPath = 'wecom/callback'
/** WeCom says it to an admin who saves an address that does not verify; the same settings are wrong here. */
const mismatchCode = 40057
/** Somebody may try once or twice; a console with another token fails with each event. */
export const forgedInARow = 3
const reportEveryMs = 60_000

/**
 * Callbacks that are not signed or sealed as configured: forged, or token or key differ from the console. Only the latter
 * come without any good one in between; then it is told among the faults, until a good one comes.
 */
export function createMismatches(
  { now, log }: Pick<ServerContext, 'now' | 'log'>,
  health: Pick<Health, 'refused' | 'answered'>,
) {
  let inARow = 0
  let reportedAt = -Infinity

  async function report(reason: string): Promise<void> {
    const at = now()
    if (at - reportedAt < reportEveryMs) return
    reportedAt = at
    log.warn({ reason, inARow }, 'callbacks do not fit the configured token and key')
    await health.refused(callbackFaultPath, { errcode: mismatchCode })
  }

  return {
    async forged(): Promise<void> {
      inARow += 1
      if (inARow >= forgedInARow) await report('signature')
    },

    /** Signed with our token, so it is nobody's guess, and yet it cannot be opened. */
    unreadable: (): Promise<void> => report('key'),

    async genuine(): Promise<void> {
      inARow = 0
      reportedAt = -Infinity
      await health.answered(callbackFaultPath)
    },
  }
}
