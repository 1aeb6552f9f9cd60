import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import type { Members } from '../members/service.ts'
import { messagePage } from '../pages/message-page.ts'
import { isWecomAgent } from '../pages/wecom-agent.ts'
import type { Sessions } from '../sessions/session.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import { isBadCode, type WecomIdentity } from '../wecom/identity.ts'
import { localPath, type OauthStates } from '../wecom/oauth-states.ts'

interface Needs {
  context: ServerContext
  states: OauthStates
  identity: WecomIdentity
  members: Members
  sessions: Sessions
}

const callbackPath = '/auth/wecom/callback'

/** Sign-in by server redirects, silent inside WeCom and by scan in a desktop browser (wecom.md 4.1, 4.4). */
export function authRoutes(
  app: FastifyInstance,
  { context, states, identity, members, sessions }: Needs,
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
        throw new AppError('not_a_member')
      }
      const member = await members.signedIn(profile)
      if (!member.isActive) throw new AppError('not_a_member')
      await sessions.start(request, reply, member.userId)
      return reply.redirect(returnTo)
    } catch (error) {
      // Whoever is signed in already goes on with scripts and copying; the page itself says what is missing.
      if (error instanceof WecomUnreachable && returnTo !== null && (await sessions.find(request)) !== null) {
        return reply.redirect(returnTo)
      }
      return refuse(request, reply, error)
    }
  })
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const href = isWecomAgent(request.headers['user-agent'])
    ? '/auth/wecom?return_to=/'
    : '/auth/wecom/web?return_to=/console'
  const again = { href, label: '重新登录' }
  reply.type('text/html; charset=utf-8')
  if ((error instanceof AppError && error.code === 'invalid_state') || isBadCode(error)) {
    return reply
      .status(400)
      .send(messagePage('登录没有完成', '这次登录请求已失效或已用过，请重新登录。', again))
  }
  if (error instanceof AppError && error.code === 'not_a_member') {
    return reply
      .status(403)
      .send(messagePage('仅限企业成员使用', '请用本企业已启用的成员账号，从企业微信里打开侧边栏。'))
  }
  if (error instanceof WecomUnreachable) {
    request.log.error({ err: error }, 'sign-in: WeCom unreachable')
    return reply.status(503).send(messagePage('暂时连不上企业微信', '请稍后重试。', again))
  }
  if (error instanceof WecomRefused) {
    request.log.error({ errcode: error.errcode }, 'sign-in: WeCom refused')
    return reply
      .status(502)
      .send(
        messagePage(
          '企业微信拒绝了登录',
          `请把错误码 ${error.errcode} 告诉管理员，检查应用的可见范围和可信 IP。`,
          again,
        ),
      )
  }
  throw error
}
