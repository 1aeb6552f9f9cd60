/** How to react to an error code of the WeCom server API. */
export type Reaction = 'retry' | 'refresh-token' | 'wait' | 'fail'

/** Busy, too many calls at once, a conflict with a call that is running: WeCom did not do it and takes it again soon. */
const retryCodes = new Set([-1, 45033, 45035])
const refreshCodes = new Set([40014, 42001])
/** The limit of one API is used up: per minute, hour, day or month. */
export const limitCode = 45009

export function reactionTo(errcode: number): Reaction {
  if (retryCodes.has(errcode)) return 'retry'
  if (refreshCodes.has(errcode)) return 'refresh-token'
  if (errcode === limitCode) return 'wait'
  return 'fail'
}

/** WeCom answered with an error code, or would (`isRemembered`). The text is never shown to people: branch on the code. */
export class WecomRefused extends Error {
  readonly path: string
  readonly errcode: number
  readonly isRemembered: boolean

  constructor(path: string, errcode: number, { isRemembered = false } = {}) {
    super(`WeCom ${isRemembered ? 'was not asked again after refusing' : 'refused'} ${path} with ${errcode}`)
    this.path = path
    this.errcode = errcode
    this.isRemembered = isRemembered
  }
}

/**
 * WeCom did not answer: network, time-out, 5xx or no JSON. `isUndone`: the call certainly never reached WeCom. `isLasting`:
 * asking again gives the same, such as a path that does not exist.
 */
export class WecomUnreachable extends Error {
  readonly isUndone: boolean
  readonly isLasting: boolean

  constructor(
    message: string,
    {
      isUndone = false,
      isLasting = false,
      cause,
    }: { isUndone?: boolean; isLasting?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.isUndone = isUndone
    this.isLasting = isLasting
  }
}
