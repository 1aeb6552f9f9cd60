import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../http/app-error.ts'
import type { Callbacks } from './service.ts'

const path = '/wecom/callback'
const largestBodyBytes = 128 * 1024
const longestPart = 4096

/** One part of the query that has to be there, once. */
function part(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name]
  if (typeof value === 'string' && value !== '' && value.length <= longestPart) return value
  throw new AppError('invalid_input', { message: `query.${name}: must be given once` })
}

function signedQuery(request: FastifyRequest) {
  return {
    signature: part(request, 'msg_signature'),
    timestamp: part(request, 'timestamp'),
    nonce: part(request, 'nonce'),
  }
}

/** What WeCom itself calls: no session, no JSON, its own signature. In a scope of its own because of the body parser. */
export async function callbackRoutes(app: FastifyInstance, callbacks: Callbacks): Promise<void> {
  const requireSecrets = async () => {
    if (!callbacks.isConfigured) throw new AppError('not_found')
  }
  app.addHook('preClose', () => callbacks.stop())

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

    scope.get(path, { onRequest: requireSecrets }, async (request, reply) => {
      // A `+` of the base64 that nobody escaped was read as a space.
      const echostr = part(request, 'echostr').replaceAll(' ', '+')
      const message = callbacks.verifyAddress(signedQuery(request), echostr)
      return reply.type('text/plain; charset=utf-8').send(message)
    })

    scope.post(path, { onRequest: requireSecrets, bodyLimit: largestBodyBytes }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      await callbacks.receive(signedQuery(request), body)
      return reply.code(200).send()
    })
  })
}
