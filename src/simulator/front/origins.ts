import type { FastifyRequest } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The origin under which the browser reaches the simulator. */
export function ownOrigin(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? request.host}`
}

/** The same for all names of this machine: `http://localhost:3000` is the place of `http://127.0.0.1:3000`. */
function placeOf(origin: string): string {
  if (!URL.canParse(origin)) return origin
  const { protocol, hostname, port } = new URL(origin)
  return `${protocol}//${loopbackNames.has(hostname) ? 'loopback' : hostname}:${port}`
}

/**
 * Where OAuth sends the browser back to: the redirect_uri itself when its origin is the simulator's, the same path
 * on the simulator's origin when it is the app's, nothing for any other. The first redirect_uri teaches which origin
 * the app takes for its public one; its name for this machine may differ from the one given to the simulator.
 */
export function trustedRedirect(state: SimulatorState, own: string, redirectUri: string): URL | null {
  if (!URL.canParse(redirectUri)) return null
  const target = new URL(redirectUri)
  if (target.origin === own) {
    if (state.appOrigin !== own) state.publicOrigin = 'own'
    return target
  }
  if (state.appOrigin === null) return null
  const place = placeOf(target.origin)
  if (place !== placeOf(state.appOrigin) && place !== placeOf(own)) return null
  state.appOrigin = target.origin
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
