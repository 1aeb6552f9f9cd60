/** How to react to an error code of the WeCom server API (wecom.md 1.3, "Retry classes"). */
export type Reaction = 'retry' | 'refresh-token' | 'wait' | 'fail'

const retryCodes = new Set([-1, 45033, 45035])
const refreshCodes = new Set([40014, 42001])

export function reactionTo(errcode: number): Reaction {
  if (retryCodes.has(errcode)) return 'retry'
  if (refreshCodes.has(errcode)) return 'refresh-token'
  if (errcode === 45009) return 'wait'
  return 'fail'
}

/** WeCom answered with an error code. The text is never shown to people: branch on the code. */
export class WecomRefused extends Error {
  readonly errcode: number

  constructor(path: string, errcode: number) {
    super(`WeCom refused ${path} with ${errcode}`)
    this.errcode = errcode
  }
}

/** WeCom did not answer: network, time-out, 5xx or no JSON. */
export class WecomUnreachable extends Error {}
