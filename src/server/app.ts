import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Config } from './config.ts'
import type { ServerContext } from './context.ts'
import { watchReads } from './audit/watch-reads.ts'
import { authRoutes } from './auth/routes.ts'
import { createOnce } from './http/idempotency.ts'
import { shopBodyBytes } from './http/limits/json-body.ts'
import { createRateLimits, type RateAllowances, rateAllowances } from './http/limits/rate-limits.ts'
import type { Gate } from './http/register.ts'
import { servePages } from './pages/pages.ts'
import { answerClientError, answerUnreadableAddress } from './plugins/client-errors.ts'
import { drainOnDemand } from './plugins/draining.ts'
import { handleErrors } from './plugins/errors.ts'
import { serveHealth } from './plugins/health.ts'
import { serveOpenApi } from './plugins/openapi.ts'
import { limitFailures } from './plugins/rate-limits.ts'
import { guard } from './plugins/safety.ts'
import { nounRoutes } from './routes.ts'
import { createServices, type Services } from './services.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { countRequest } from './telemetry/requests.ts'
import { serveMetrics } from './telemetry/routes.ts'

export interface AppOptions extends Omit<ServerContext, 'log'> {
  /** The built pages (`dist/app`). */
  appDir: string
  /** Demo only: the simulator's tag goes ahead of the page's own scripts. */
  transformHtml?: (html: string) => string
  /** Runs before anything else is registered: the demo puts the simulator here. */
  before?: (app: FastifyInstance) => Promise<void>
  /** Check answers against the contract (tests and development). */
  checksResponses?: boolean
  /** How often somebody may ask, and fail; tests that fail on purpose raise it. */
  allowances?: RateAllowances
}

declare module 'fastify' {
  interface FastifyInstance {
    services: Services
    context: ServerContext
  }
}

function logger(config: Config): object | false {
  return config.logLevel === 'silent' ? false : { level: config.logLevel, base: undefined }
}

/** The whole server as one Fastify instance, listening nowhere. Tests `inject`, the shell listens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const {
    appDir,
    transformHtml = (html) => html,
    before,
    checksResponses = false,
    allowances,
    ...base
  } = options
  const { config, now } = base
  const app = Fastify({
    logger: logger(config),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy?.split(',').map((address) => address.trim()) ?? false,
    bodyLimit: shopBodyBytes,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnreadableAddress,
    routerOptions: { maxParamLength: 256 },
    // What comes in on an open connection while the app closes is answered as ever.
    return503OnClosing: false,
  })
  const context: ServerContext = { ...base, log: app.log }
  const services = createServices(context)
  app.decorate('services', services)
  app.decorate('context', context)
  handleErrors(app)
  drainOnDemand(app)
  await before?.(app)
  const limits = createRateLimits(now, allowances ?? rateAllowances, services.alerts.guessed)
  limitFailures(app, limits)
  await guard(app, config)

  const startedAt = new WeakMap<object, number>()
  app.addHook('onRequest', async (request) => {
    startedAt.set(request, now())
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })
  // The route's pattern is logged, never its address: ids of customers and tokens of coupons stand in addresses.
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    countRequest({ method, route: routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime })
    const ms = now() - (startedAt.get(request) ?? now())
    request.log.info(
      { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode, ms },
      'request',
    )
  })

  const { requireActor, requireKey } = limits.limited({
    requireActor: services.sessions.require,
    requireKey: services.keys.requireKey,
  })
  const gate: Gate = {
    requireActor: watchReads(app, context, services.reads, requireActor),
    requireKey,
    once: createOnce(context),
    checksResponses,
  }
  serveHealth(app, context.db)
  serveMetrics(app, gate, { now, callbacks: services.callbacks })
  await serveOpenApi(app, config.publicUrl)
  const pages = await servePages(app, { context, ...services, appDir, transformHtml })
  authRoutes(app, { context, ...services })
  sessionRoutes(app, gate, { context, ...services })
  await nounRoutes(app, gate, services, pages)
  return app
}
