import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { AppError } from '../http/app-error.ts'
import { readJson } from '../http/limits/json-body.ts'
import { contentPolicy } from './content-policy.ts'
import { bindCookiesToHost } from './host-cookies.ts'

const hstsSeconds = 365 * 86_400
/** The pages ask the browser for nothing of these. */
const permissions = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'

/** Cookies, compression, safe headers, and no writes from other sites. */
export async function guard(app: FastifyInstance, config: Config): Promise<void> {
  const isHttps = config.publicUrl.startsWith('https:')
  await app.register(cookie, { secret: config.sessionSecret })
  if (isHttps) bindCookiesToHost(app)
  await app.register(compress, { threshold: 1024 })
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isHttps && { maxAge: hstsSeconds, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  })

  // Only JSON is read, but where a route says otherwise; a form or a text of another site is none.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, text: string) => readJson(text),
  )

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentPolicy(request.routeOptions.url),
      'permissions-policy': permissions,
    })
    if (/%00/.test(request.url)) {
      throw new AppError('invalid_input', { message: 'address: must not contain the character NUL' })
    }
  })

  app.addHook('onRequest', async (request, reply) => {
    const { method, headers } = request
    if (
      config.isDemo &&
      method === 'GET' &&
      request.hostname === 'localhost' &&
      !config.publicUrl.includes('localhost')
    ) {
      return reply.redirect(`${config.publicUrl}${request.url}`)
    }
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
    const site = headers['sec-fetch-site']
    const isForeign = site === 'cross-site' || site === 'same-site'
    if (isForeign || (headers.origin !== undefined && headers.origin !== config.publicUrl)) {
      throw new AppError('cross_site')
    }
  })
}
