import { api } from '../../../contract/api.ts'
import type { RouteName } from '../../../contract/paths.ts'
import type { Route } from '../../../contract/route.ts'

/** What somebody may have been guessing at. */
export type FailedAttempt = 'key' | 'code' | 'link' | 'state' | 'signature'

const secretLink = /^\/(c|q|api\/v1\/claims|api\/v1\/quiz-links)\/:token/

/**
 * Which answers tell that a secret was wrong: a bad shop key, an unknown coupon code, an unknown link of a customer, a
 * sign-in that was not begun here, a callback with a foreign signature. A session that ran out is none of them.
 */
export function failedAttemptOf(
  route: { url: string | undefined; contractRoute: RouteName | undefined },
  status: number,
): FailedAttempt | null {
  const { url = '', contractRoute } = route
  const contract: Route | undefined = contractRoute && api[contractRoute]
  if (status === 401 && (typeof contract?.access === 'object' || url === '/metrics')) return 'key'
  if (status === 404 && contractRoute === 'redeemCoupon') return 'code'
  if (status === 404 && secretLink.test(url)) return 'link'
  if (status === 400 && url === '/auth/wecom/callback') return 'state'
  if (status === 403 && url === '/wecom/callback') return 'signature'
  return null
}
