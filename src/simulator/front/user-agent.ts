import type { IncomingHttpHeaders } from 'node:http'
import { customerCookie } from '../protocol/cookies.ts'
import { wechatDevice, wecomDevice } from '../protocol/user-agents.ts'
import type { SimulatorState } from '../state/simulator-state.ts'
import { requestCookie } from './request-cookies.ts'

/** The pages that a customer opens: the coupon page and the quiz. */
export function isCustomerPage(path: string): boolean {
  return path.startsWith('/c/') || path.startsWith('/q/')
}

/** Customers' pages and their requests: what the customer's phone asks for. */
export function isPhonePath(path: string): boolean {
  return isCustomerPage(path) || path.startsWith('/api/v1/claims/') || path.startsWith('/api/v1/quiz-links/')
}

/** The customer whose phone sends this request, or null when it does not come from the phone. */
export function phoneOwner(path: string, headers: IncomingHttpHeaders): string | null {
  return isPhonePath(path) ? requestCookie(headers.cookie, customerCookie) : null
}

/**
 * The User-Agent header that the real client would have sent, or null to leave the browser's: WeChat for the
 * customer's phone, WeCom for documents that the panel's frame loads.
 */
export function clientUserAgent(
  state: SimulatorState,
  path: string,
  headers: IncomingHttpHeaders,
): string | null {
  if (phoneOwner(path, headers) !== null) return wechatDevice().userAgent
  const isPanelPath = path === '/' || path.startsWith('/auth/')
  if (isPanelPath && headers['sec-fetch-dest'] === 'iframe') return wecomDevice(state.switches).userAgent
  return null
}
