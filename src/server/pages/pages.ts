import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Boot } from '../../contract/session.ts'
import type { ServerContext } from '../context.ts'
import { describeSession } from '../sessions/routes.ts'
import type { MemberRoster } from '../members/roster.ts'
import type { Sessions } from '../sessions/session.ts'
import type { PageSignatures } from '../wecom/page-signature.ts'
import { bootElement } from './boot-element.ts'
import { serveConsole } from './console.ts'
import { isWecomAgent } from './wecom-agent.ts'

interface Needs {
  context: ServerContext
  sessions: Sessions
  memberRoster: Pick<MemberRoster, 'adminNames'>
  signatures: PageSignatures
  /** Folder of the built pages (`dist/app`). */
  appDir: string
  /** The demo's simulator places its script tag ahead; otherwise the page as built. */
  transformHtml: (html: string) => string
}

export interface Pages {
  /** Sends the coupon page's HTML; it is never cached and never indexed. */
  sendClaim: (reply: FastifyReply) => Promise<FastifyReply>
  /** Sends the quiz page's HTML, likewise. */
  sendQuiz: (reply: FastifyReply) => Promise<FastifyReply>
}

/** The sidebar, the HTML of the customers' pages, hashed assets for a year, and the trusted-domain file. */
export async function servePages(app: FastifyInstance, needs: Needs): Promise<Pages> {
  const { context, sessions, signatures, appDir, transformHtml } = needs
  const { config } = context

  async function html(file: string): Promise<string> {
    return transformHtml(await readFile(path.join(appDir, file), 'utf8'))
  }

  /** A customer's page is never cached and never indexed. */
  async function customerPage(file: string): Promise<(reply: FastifyReply) => Promise<FastifyReply>> {
    const page = existsSync(path.join(appDir, file)) ? await html(file) : ''
    return async (reply) =>
      reply
        .type('text/html; charset=utf-8')
        .headers({
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-robots-tag': 'noindex, nofollow',
        })
        .send(page)
  }

  const hasBuild = existsSync(path.join(appDir, 'index.html'))
  const sidebarHtml = hasBuild ? await html('index.html') : '<!--boot-->'

  if (hasBuild) {
    await app.register(fastifyStatic, {
      root: appDir,
      index: false,
      allowedPath: (pathName) => !pathName.endsWith('.html') && !pathName.includes('/.vite'),
      cacheControl: false,
      setHeaders(response, file) {
        const isHashed = file.startsWith(path.join(appDir, 'assets'))
        // The card's picture is shown by WeCom's clients, on their own origin.
        if (file.endsWith('coupon-card.png'))
          response.setHeader('cross-origin-resource-policy', 'cross-origin')
        response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }

  app.get('/', async (request, reply) => {
    const actor = await sessions.find(request, reply)
    reply.type('text/html; charset=utf-8').header('vary', 'Cookie, User-Agent')
    if (!actor && isWecomAgent(request.headers['user-agent'])) {
      return reply
        .header('cache-control', 'no-store')
        .redirect(`/auth/wecom?return_to=${encodeURIComponent(request.url)}`)
    }
    if (!actor) {
      const boot: Boot = { session: null, signature: null, problem: null }
      return reply
        .header('cache-control', 'no-cache')
        .send(sidebarHtml.replace('<!--boot-->', () => bootElement(boot)))
    }
    const [session, signed] = await Promise.all([
      describeSession(context, actor),
      signatures.signForPage(`${config.publicUrl}${request.url}`),
    ])
    return reply
      .header('cache-control', 'private, no-store')
      .send(sidebarHtml.replace('<!--boot-->', () => bootElement({ session, ...signed })))
  })

  await serveConsole(app, needs)

  if (config.verifyFile) {
    const { name, content } = config.verifyFile
    app.get(`/${name}`, async (_request, reply) => reply.type('text/plain; charset=utf-8').send(content))
  }

  return {
    sendClaim: await customerPage('src/app/claim/claim.html'),
    sendQuiz: await customerPage('src/app/quiz/quiz.html'),
  }
}
