import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleBoot } from '../../contract/session.ts'
import type { ServerContext } from '../context.ts'
import type { MemberRoster } from '../members/roster.ts'
import { describeSession } from '../sessions/routes.ts'
import type { Sessions } from '../sessions/session.ts'
import { bootElement } from './boot-element.ts'
import { isWecomAgent } from './wecom-agent.ts'

interface Needs {
  context: ServerContext
  sessions: Sessions
  memberRoster: Pick<MemberRoster, 'adminNames'>
  /** Folder of the built pages (`dist/app`). */
  appDir: string
}

/** Inside WeCom sign-in is silent; elsewhere the member scans or picks themselves on WeCom's login page. */
function signInPath(request: FastifyRequest): string {
  const start = isWecomAgent(request.headers['user-agent']) ? '/auth/wecom' : '/auth/wecom/web'
  return `${start}?return_to=${encodeURIComponent(request.url)}`
}

/** The console: one page for every address below `/console`, which the page itself tells apart. */
export async function serveConsole(app: FastifyInstance, needs: Needs): Promise<void> {
  const { context, sessions, memberRoster, appDir } = needs
  const file = path.join(appDir, 'src/app/console/console.html')
  const html = existsSync(file) ? await readFile(file, 'utf8') : '<!--boot-->'

  async function send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const actor = await sessions.find(request, reply)
    reply.headers({ 'cache-control': 'private, no-store', vary: 'Cookie, User-Agent' })
    if (!actor) return reply.redirect(signInPath(request))
    const boot: ConsoleBoot = {
      session: await describeSession(context, actor),
      admins: actor.role === 'admin' ? [] : await memberRoster.adminNames(),
    }
    return reply.type('text/html; charset=utf-8').send(html.replace('<!--boot-->', () => bootElement(boot)))
  }

  app.get('/console', send)
  app.get('/console/*', send)
}
