import type { FastifyInstance } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'
import type { Endpoint } from './answer.ts'
import { contactEndpoints } from './contacts.ts'
import { credentialEndpoints } from './credentials.ts'
import { groupEndpoints } from './groups.ts'
import { handleCall } from './handle-call.ts'
import { mediaEndpoints } from './media.ts'
import { memberEndpoints } from './members.ts'
import { remarkEndpoints } from './remarks.ts'
import { tagEndpoints } from './tags.ts'

const largestBodyBytes = 21 * 1024 * 1024

const endpoints = new Map<string, Endpoint>(
  [
    ...credentialEndpoints,
    ...memberEndpoints,
    ...contactEndpoints,
    ...remarkEndpoints,
    ...tagEndpoints,
    ...groupEndpoints,
    ...mediaEndpoints,
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
        if (state.switches.down) {
          reply.hijack()
          request.raw.destroy()
          return
        }
        const path = (request.params as { '*': string })['*']
        const endpoint = endpoints.get(path)
        if (!endpoint) return reply.code(404).send()
        const query = new URLSearchParams(request.url.split('?').slice(1).join('?'))
        const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const contentType = request.headers['content-type'] ?? ''
        return handleCall(
          endpoint,
          request.method,
          { state, query, body: {}, rawBody, contentType },
          request.ip,
        )
      },
    })
  })
}
