/** The host never answered: outside WeCom, or with a stuck client, SDK promises stay pending for ever. */
export class DeadlineError extends Error {
  constructor(what: string, timeoutMs: number) {
    super(`${what}: no answer within ${timeoutMs} ms`)
    this.name = 'DeadlineError'
  }
}

/** The promise's own result, or a `DeadlineError` after `timeoutMs`. */
export async function withDeadline<T>(promise: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(what, timeoutMs)), timeoutMs)
  })
  try {
    return await Promise.race([promise, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Resolves with `null` when the promise fails or takes longer than `timeoutMs`. */
export async function orNull<T>(promise: Promise<T>, timeoutMs: number): Promise<T | null> {
  return withDeadline(promise, timeoutMs, 'optional').catch(() => null)
}
