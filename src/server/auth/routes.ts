import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import type { MemberRoster } from '../members/roster.ts'
import type { Members } from '../members/service.ts'
import { messagePage } from '../pages/message-page.ts'
import { isWecomAgent } from '../pages/wecom-agent.ts'
import type { Sessions } from '../sessions/session.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import type { WecomIdentity } from '../wecom/identity.ts'
import { localPath, type OauthStates } from '../wecom/oauth-states.ts'
import { MemberInactive, refusalFor } from './refusal.ts'

interface Needs {
  context: ServerContext
  states: OauthStates
  identity: WecomIdentity
  members: Members
  memberRoster: Pick<MemberRoster, 'adminNames'>
  sessions: Sessions
}

const callbackPath = '/auth/wecom/callback'

/**
 * Sign-in by server redirects: silent inside WeCom (paths 91022 and 96442 of developer.work.weixin.qq.com), by scan in a
 * desktop browser (path 98151).
 */
export function authRoutes(
  app: FastifyInstance,
  { context, states, identity, members, memberRoster, sessions }: Needs,
): void {
  const { wecom, publicUrl } = context.config
  const redirectUri = `${publicUrl}${callbackPath}`

  async function begin(request: FastifyRequest, reply: FastifyReply, fallback: string): Promise<string> {
    const { return_to: returnTo } = request.query as { return_to?: unknown }
    return states.begin(request, reply, 'member', localPath(returnTo, fallback))
  }

  app.get('/auth/wecom', async (request, reply) => {
    const url = new URL(wecom.oauthUrl)
    const query = {
      appid: wecom.corpId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'snsapi_base',
      state: await begin(request, reply, '/'),
      agentid: wecom.agentId,
    }
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
    return reply.header('cache-control', 'no-store').redirect(`${url.href}#wechat_redirect`)
  })

  app.get('/auth/wecom/web', async (request, reply) => {
    const url = new URL(wecom.loginUrl)
    const query = {
      login_type: 'CorpApp',
      appid: wecom.corpId,
      agentid: wecom.agentId,
      redirect_uri: redirectUri,
      state: await begin(request, reply, '/console'),
    }
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
    return reply.header('cache-control', 'no-store').redirect(url.href)
  })

  app.get(callbackPath, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { code, state } = request.query as { code?: unknown; state?: unknown }
    let returnTo: string | null = null
    try {
      if (typeof code !== 'string' || typeof state !== 'string') throw new AppError('invalid_state')
      returnTo = await states.finish(request, state, 'member')
      const { userId } = await identity.whoIs(code)
      if (userId === null) throw new AppError('not_a_member')
      const profile = await identity.profileOf(userId)
      if (profile.status !== 1) {
        await members.refreshed(profile)
        throw new MemberInactive()
      }
      const member = await members.signedIn(profile)
      if (!member.isActive) throw new MemberInactive()
      await sessions.start(request, reply, member.userId)
      return reply.redirect(returnTo)
    } catch (error) {
      // Whoever is signed in already goes on with scripts and copying; the page itself says what is missing.
      if (error instanceof WecomUnreachable && returnTo !== null && (await sessions.find(request)) !== null) {
        return reply.redirect(returnTo)
      }
      const isColleague = error instanceof MemberInactive || error instanceof WecomRefused
      const refusal = refusalFor(error, isColleague ? await memberRoster.adminNames() : [])
      if (refusal === null) throw error
      if (error instanceof WecomRefused)
        request.log.error({ errcode: error.errcode }, 'sign-in: WeCom refused')
      if (error instanceof WecomUnreachable) request.log.error({ err: error }, 'sign-in: WeCom unreachable')
      const { status, title, lines } = refusal
      return reply
        .status(status)
        .type('text/html; charset=utf-8')
        .send(messagePage(title, lines, startAgain(request, returnTo)))
    }
  })
}

/** To where it began, and from there to the page that was wanted, as far as that is known. */
function startAgain(request: FastifyRequest, returnTo: string | null): { href: string; label: string } {
  const isWecom = isWecomAgent(request.headers['user-agent'])
  const wanted = returnTo ?? (isWecom ? '/' : '/console')
  const href = `/auth/wecom${isWecom ? '' : '/web'}?return_to=${encodeURIComponent(wanted)}`
  return { href, label: '重新登录' }
}
