import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { AppError } from '../http/app-error.ts'

/** Cookies, compression, safe headers, and no writes from other sites. */
export async function guard(app: FastifyInstance, config: Config): Promise<void> {
  const isHttps = config.publicUrl.startsWith('https:')
  await app.register(cookie, { secret: config.sessionSecret })
  await app.register(compress, { threshold: 1024 })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'https:'],
        'connect-src': ["'self'"],
        'frame-ancestors': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isHttps,
    xFrameOptions: { action: 'sameorigin' },
    referrerPolicy: { policy: 'same-origin' },
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
