/** What the client decided about one call, before it is put into a platform's spelling. */
export type Outcome =
  | { kind: 'ok'; data?: Record<string, unknown> }
  | { kind: 'cancel' }
  | { kind: 'fail'; reason: string; code?: number }
  /** A keyword to be passed on letter by letter, and a code where the client gives one. */
  | { kind: 'spelled'; keyword: string; code?: number }

export const done: Outcome = { kind: 'ok' }

export function refused(reason: string, code?: number): Outcome {
  return code === undefined ? { kind: 'fail', reason } : { kind: 'fail', reason, code }
}
