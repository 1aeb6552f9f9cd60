import type { FastifyRequest } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'

/** The origin under which the browser reaches the simulator. */
export function ownOrigin(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? request.host}`
}

/**
 * Where OAuth sends the browser back to: the redirect_uri itself when its origin is the simulator's, the same path
 * on the simulator's origin when it is the app's, nothing for any other. The first sign-in teaches which of the two
 * the app takes for its public one.
 */
export function trustedRedirect(state: SimulatorState, own: string, redirectUri: string): URL | null {
  let target: URL
  try {
    target = new URL(redirectUri)
  } catch {
    return null
  }
  if (target.origin === own) {
    state.publicOrigin = 'own'
    return target
  }
  if (target.origin !== state.appOrigin) return null
  state.publicOrigin = 'app'
  return new URL(`${target.pathname}${target.search}`, own)
}

/** Whether a URL lies on an origin: `http://a:30` is no part of `http://a:3000`. */
function isOn(origin: string, url: string): boolean {
  return url.startsWith(origin) && /^([/?#]|$)/.test(url.slice(origin.length))
}

/** The app's name for a URL that the browser opened on the simulator. */
export function asAppSees(state: SimulatorState, own: string, url: string): string {
  const { appOrigin } = state
  if (appOrigin === null || state.publicOrigin === 'own' || !isOn(own, url)) return url
  return appOrigin + url.slice(own.length)
}

/** The simulator's name for a URL that the app made. */
export function asBrowserSees(state: SimulatorState, own: string, url: string): string {
  const { appOrigin } = state
  return appOrigin !== null && isOn(appOrigin, url) ? own + url.slice(appOrigin.length) : url
}
