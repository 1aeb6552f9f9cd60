import type { Claim } from '../../contract/claims.ts'
import type { ErrorBody } from '../../contract/errors.ts'
import type { paths } from '../../contract/paths.ts'

type ClaimRouteName = 'getClaim' | 'openClaim' | 'takeClaim' | 'optOutByClaim'

/** A copy of four lines of the route table, held equal to it by its type, so that no other route is loaded. */
const routes: { [Name in ClaimRouteName]: (typeof paths)[Name] } = {
  getClaim: 'GET /api/v1/claims/:token',
  openClaim: 'POST /api/v1/claims/:token/open',
  takeClaim: 'POST /api/v1/claims/:token/claim',
  optOutByClaim: 'POST /api/v1/claims/:token/opt-out',
}

const timeoutMs = 10_000

/** The one shape of every failure: an answer of the server with its code, or `unreachable` when there was none. */
export class ClaimError extends Error {
  readonly code: ErrorBody['code'] | 'unreachable'

  constructor(code: ErrorBody['code'] | 'unreachable', message: string) {
    super(message)
    this.code = code
  }

  get isUnknownCoupon(): boolean {
    return this.code === 'not_found' || this.code === 'unknown_coupon' || this.code === 'invalid_input'
  }

  /** The coupon moved on meanwhile: reading it again says where it stands. */
  get isOutdated(): boolean {
    return this.isUnknownCoupon || this.code === 'wrong_state' || this.code === 'coupon_ended'
  }
}

export interface ClaimRequests {
  read(): Promise<Claim>
  open(): Promise<Claim>
  take(): Promise<Claim>
  optOut(): Promise<unknown>
}

async function ask(name: ClaimRouteName, token: string): Promise<unknown> {
  const [method = 'GET', path = ''] = routes[name].split(' ')
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const answer = await fetch(path.replace(':token', token), {
      method,
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: abort.signal,
    })
    const body: unknown = await answer.json()
    if (answer.ok) return body
    const { code, message } = body as Partial<ErrorBody>
    throw new ClaimError(code ?? 'internal', message ?? '')
  } catch (error) {
    throw error instanceof ClaimError ? error : new ClaimError('unreachable', '')
  } finally {
    clearTimeout(timer)
  }
}

async function askClaim(name: ClaimRouteName, token: string): Promise<Claim> {
  const body = (await ask(name, token)) as Partial<Claim> | null
  // A hotspot's sign-in page or a proxy may answer 200 with something else.
  if (typeof body?.view !== 'string') throw new ClaimError('unreachable', '')
  return body as Claim
}

/** The requests for the coupon in `/c/{token}`; null when the address holds no token. */
export function claimRequests(pathname: string): ClaimRequests | null {
  const token = /^\/c\/([\w-]+)\/?$/.exec(pathname)?.[1]
  if (token === undefined) return null
  return {
    read: () => askClaim('getClaim', token),
    open: () => askClaim('openClaim', token),
    take: () => askClaim('takeClaim', token),
    optOut: () => ask('optOutByClaim', token),
  }
}
