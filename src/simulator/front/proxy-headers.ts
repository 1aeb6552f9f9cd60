import type { IncomingHttpHeaders } from 'node:http'
import type { SimulatorState } from '../state/simulator-state.ts'
import { asAppSees, asBrowserSees } from './origins.ts'

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function withoutHops(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)))
}

/** The request's headers as the app expects them: its own host and origin, unless it lives on the simulator's. */
export function headersForApp(
  state: SimulatorState,
  own: string,
  headers: IncomingHttpHeaders,
  isBridged: boolean,
): IncomingHttpHeaders {
  const forwarded = withoutHops(headers)
  if (isBridged) forwarded['accept-encoding'] = 'identity'
  if (state.publicOrigin === 'own' || state.appOrigin === null) return forwarded
  forwarded.host = new URL(state.appOrigin).host
  if (forwarded.origin !== undefined) forwarded.origin = asAppSees(state, own, forwarded.origin)
  if (forwarded.referer !== undefined) forwarded.referer = asAppSees(state, own, forwarded.referer)
  return forwarded
}

/** The request's target with the simulator's origin in its query replaced, as in `?url=` of a signature request. */
export function targetForApp(state: SimulatorState, own: string, target: string): string {
  if (state.publicOrigin === 'own' || state.appOrigin === null) return target
  return target
    .replaceAll(encodeURIComponent(own), encodeURIComponent(state.appOrigin))
    .replaceAll(own, state.appOrigin)
}

export function headersForBrowser(
  state: SimulatorState,
  own: string,
  headers: IncomingHttpHeaders,
): IncomingHttpHeaders {
  const answered = withoutHops(headers)
  if (answered.location !== undefined) answered.location = asBrowserSees(state, own, answered.location)
  return answered
}
