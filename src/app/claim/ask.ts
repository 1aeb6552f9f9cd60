import type { ErrorBody } from '../../contract/errors.ts'

const timeoutMs = 10_000

/** The one shape of every failure: an answer of the server with its code, or `unreachable` when there was none. */
export class PageError extends Error {
  readonly code: ErrorBody['code'] | 'unreachable'

  constructor(code: ErrorBody['code'] | 'unreachable', message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The only fetch of the customer's pages: `route` is an entry of the route table, `failure` the page's own kind of error.
 * Whatever goes wrong is thrown as that kind.
 */
export async function ask<E extends PageError>(
  route: string,
  token: string,
  failure: new (code: PageError['code'], message: string) => E,
  body?: object,
): Promise<unknown> {
  const [method = 'GET', path = ''] = route.split(' ')
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const answer = await fetch(path.replace(':token', token), {
      method,
      cache: 'no-store',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: abort.signal,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const told: unknown = await answer.json()
    if (answer.ok) return told
    const { code, message } = (told ?? {}) as Partial<ErrorBody>
    throw new failure(code ?? 'internal', message ?? '')
  } catch (error) {
    throw error instanceof failure ? error : new failure('unreachable', '')
  } finally {
    clearTimeout(timer)
  }
}

/** The same for answers that carry a view; a hotspot's sign-in page or a proxy may answer 200 with something else. */
export async function askView<T extends { view: string }, E extends PageError>(
  route: string,
  token: string,
  failure: new (code: PageError['code'], message: string) => E,
  body?: object,
): Promise<T> {
  const told = (await ask(route, token, failure, body)) as Partial<T> | null
  if (typeof told?.view !== 'string') throw new failure('unreachable', '')
  return told as T
}
