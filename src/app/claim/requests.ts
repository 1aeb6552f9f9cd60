import type { Claim } from '../../contract/claims.ts'
import type { paths } from '../../contract/paths.ts'
import { ask, askView, PageError } from './ask.ts'

type ClaimRouteName = 'getClaim' | 'openClaim' | 'takeClaim' | 'optOutByClaim' | 'optInByClaim'

/** A copy of five lines of the route table, held equal to it by its type, so that no other route is loaded. */
const routes: { [Name in ClaimRouteName]: (typeof paths)[Name] } = {
  getClaim: 'GET /api/v1/claims/:token',
  openClaim: 'POST /api/v1/claims/:token/open',
  takeClaim: 'POST /api/v1/claims/:token/claim',
  optOutByClaim: 'POST /api/v1/claims/:token/opt-out',
  optInByClaim: 'POST /api/v1/claims/:token/opt-in',
}

export class ClaimError extends PageError {
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
  optIn(): Promise<unknown>
}

const askClaim = (name: ClaimRouteName, token: string) =>
  askView<Claim, ClaimError>(routes[name], token, ClaimError)

/** The requests for the coupon in `/c/{token}`; null when the address holds no token. */
export function claimRequests(pathname: string): ClaimRequests | null {
  const token = /^\/c\/([\w-]+)\/?$/.exec(pathname)?.[1]
  if (token === undefined) return null
  return {
    read: () => askClaim('getClaim', token),
    open: () => askClaim('openClaim', token),
    take: () => askClaim('takeClaim', token),
    optOut: () => ask(routes.optOutByClaim, token, ClaimError),
    optIn: () => ask(routes.optInByClaim, token, ClaimError),
  }
}
