import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'
import { withoutFrameAncestors } from './framing.ts'
import { ownOrigin } from './origins.ts'
import { cookiesOfPhone, intoPhoneJar } from './phone-cookies.ts'
import { learnPublicOrigin } from './public-origin.ts'
import { clientUserAgent, phoneOwner } from './user-agent.ts'

/** Below every cookie plugin, whatever the order of registration: the lines are moved as they leave. */
function moveCookiesIntoJar(response: ServerResponse, owner: string): void {
  const setHeader = response.setHeader.bind(response)
  const writeHead = response.writeHead.bind(response)
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value)
    return setHeader(name, intoPhoneJar(Array.isArray(value) ? [...value] : String(value), owner))
  }
  response.writeHead = ((status: number, headers: OutgoingHttpHeaders = {}) => {
    const lines = headers['set-cookie']
    if (lines === undefined) return writeHead(status, headers)
    return writeHead(status, {
      ...headers,
      'set-cookie': intoPhoneJar(Array.isArray(lines) ? lines : String(lines), owner),
    })
  }) as ServerResponse['writeHead']
}

/**
 * Makes requests of the two frames look as if the real clients had sent them, and lets their pages stand in a frame.
 * To be registered before any plugin that reads the Cookie header.
 */
export function registerClientHooks(app: FastifyInstance, state: SimulatorState): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    // The window reads once which links are the app's.
    if (path === '/simulator/api/world') await learnPublicOrigin(state, ownOrigin(request))
    const userAgent = clientUserAgent(state, path, request.headers)
    if (userAgent !== null) request.headers['user-agent'] = userAgent
    const owner = phoneOwner(path, request.headers)
    if (owner === null) return
    request.headers.cookie = cookiesOfPhone(request.headers.cookie, owner)
    moveCookiesIntoJar(reply.raw, owner)
  })

  app.addHook('onSend', async (_request, reply, payload) => {
    if (!String(reply.getHeader('content-type') ?? '').includes('text/html')) return payload
    reply.removeHeader('x-frame-options')
    const policy = reply.getHeader('content-security-policy')
    if (typeof policy === 'string') {
      reply.header('content-security-policy', withoutFrameAncestors(policy))
    }
    return payload
  })
}
