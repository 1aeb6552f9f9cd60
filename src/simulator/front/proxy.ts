import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'
import { insertBridgeTag, isBridgedPath } from './bridge-tag.ts'
import { ownOrigin } from './origins.ts'
import { learnPublicOrigin } from './public-origin.ts'
import { headersForApp, headersForBrowser, targetForApp } from './proxy-headers.ts'

type Agent = http.Agent | https.Agent

function ask(options: http.RequestOptions & { isSecure: boolean }, body: Readable | null) {
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const { isSecure, ...rest } = options
    const upstream = (isSecure ? https : http).request(rest, resolve)
    upstream.on('error', reject)
    if (body) body.pipe(upstream)
    else upstream.end()
  })
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  context: { state: SimulatorState; appUrl: URL; agent: Agent },
): Promise<FastifyReply> {
  const { state, appUrl, agent } = context
  const own = ownOrigin(request)
  await learnPublicOrigin(state, own)
  const isBridged = request.method === 'GET' && isBridgedPath(request.url.split('?')[0] ?? '/')
  const options = {
    isSecure: appUrl.protocol === 'https:',
    hostname: appUrl.hostname,
    port: appUrl.port,
    agent,
    method: request.method,
    path: targetForApp(state, own, request.url),
    headers: headersForApp(state, own, request.headers, isBridged),
  }
  let answer: http.IncomingMessage
  try {
    answer = await ask(options, (request.body as Readable | undefined) ?? null)
  } catch (error) {
    request.log.warn({ error }, 'the app does not answer')
    return reply
      .code(502)
      .type('text/plain; charset=utf-8')
      .send('The app behind the simulator does not answer.')
  }
  reply.code(answer.statusCode ?? 502).headers(headersForBrowser(state, own, answer.headers))
  const isPage = String(answer.headers['content-type'] ?? '').includes('text/html')
  if (!isBridged || !isPage || answer.headers['content-encoding'] !== undefined) return reply.send(answer)
  const html = insertBridgeTag((await buffer(answer)).toString('utf8'))
  return reply.removeHeader('content-length').send(html)
}

/** Everything that is not the platform's goes to the app unchanged, but for the bridge's tag in its pages. */
export async function registerProxy(
  app: FastifyInstance,
  options: { state: SimulatorState; appUrl: URL },
): Promise<void> {
  const agent =
    options.appUrl.protocol === 'https:'
      ? new https.Agent({ keepAlive: true })
      : new http.Agent({ keepAlive: true })
  app.addHook('onClose', async () => agent.destroy())
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.all('/*', async (request, reply) => forward(request, reply, { ...options, agent }))
  })
}
