import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ownOrigin } from '../front/origins.ts'
import type { Fault } from '../faults/board.ts'
import type { SimulatorState } from '../state/simulator-state.ts'
import type { Call, Endpoint } from './answer.ts'
import { contactWayEndpoints } from './channels/contact-ways.ts'
import { contactEndpoints } from './contacts.ts'
import { credentialEndpoints } from './credentials.ts'
import { groupEndpoints } from './groups.ts'
import { handleCall } from './handle-call.ts'
import { mediaEndpoints } from './media.ts'
import { memberEndpoints } from './members.ts'
import { remarkEndpoints } from './remarks.ts'
import { tagEditEndpoints } from './tags/edits.ts'
import { tagEndpoints } from './tags/corp-tags.ts'
import { welcomeEndpoints } from './channels/welcome.ts'

const largestBodyBytes = 21 * 1024 * 1024

const endpoints = new Map<string, Endpoint>(
  [
    ...credentialEndpoints,
    ...memberEndpoints,
    ...contactEndpoints,
    ...remarkEndpoints,
    ...tagEndpoints,
    ...tagEditEndpoints,
    ...groupEndpoints,
    ...mediaEndpoints,
    ...contactWayEndpoints,
    ...welcomeEndpoints,
  ].map((endpoint) => [endpoint.path, endpoint]),
)

/** WeCom's server API below `prefix`, in a scope of its own so that its body parser stays there. */
export async function registerServerApi(
  app: FastifyInstance,
  options: { state: SimulatorState; prefix: string },
): Promise<void> {
  const { state, prefix } = options
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.route({
      method: ['GET', 'POST', 'PUT', 'DELETE'],
      url: `${prefix}/cgi-bin/*`,
      bodyLimit: largestBodyBytes,
      handler: async (request, reply) => {
        const path = (request.params as { '*': string })['*']
        const endpoint = endpoints.get(path)
        if (endpoint) state.faults.begin(path)
        try {
          const fault = endpoint ? state.faults.take(path) : undefined
          if (fault?.latencyMs !== undefined) await delay(fault.latencyMs)
          const answer = endpoint && (await answered(endpoint, request, state, fault))
          if (state.switches.down || fault?.isHangUp) {
            reply.hijack()
            request.raw.destroy()
            // A request that was read to its end leaves its connection open.
            request.raw.socket.destroy()
            return
          }
          reply.header('date', new Date(state.now()).toUTCString())
          if (answer === undefined) return await reply.code(404).send()
          if (fault?.status !== undefined) return await reply.code(fault.status).send()
          return fault?.body === undefined ? answer : await reply.type('text/html').send(fault.body)
        } finally {
          if (endpoint) state.faults.end(path)
        }
      },
    })
  })
}

/** The endpoint's answer, which a fault may keep from being worked out at all or only from arriving. */
async function answered(
  endpoint: Endpoint,
  request: FastifyRequest,
  state: SimulatorState,
  fault: Fault | undefined,
): Promise<Record<string, unknown>> {
  const isLost = fault?.isHangUp || fault?.status !== undefined || fault?.body !== undefined
  if (state.switches.down || (isLost && !fault?.isCarriedOut)) return {}
  const call: Call = {
    state,
    origin: ownOrigin(request),
    query: new URLSearchParams(request.url.split('?').slice(1).join('?')),
    body: {},
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    contentType: request.headers['content-type'] ?? '',
    app: 'own',
  }
  return handleCall(endpoint, { method: request.method, call, address: request.ip }, fault?.errcode)
}
