import '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tokenParams } from '../../contract/values.ts'
import type { ServerContext } from '../context.ts'
import { linkTokenHash } from './link-token.ts'
import { keepPrivate } from './routes.ts'
import { type Identity, rememberIdentity, visitorOf } from './visitor.ts'

export interface SecretPage {
  /** `/c` or `/q`: the page is `PREFIX/{token}`. */
  prefix: string
  isKnown: (token: string) => Promise<boolean>
  /** Sends the page's HTML with the status set before. */
  send: (reply: FastifyReply) => Promise<FastifyReply>
}

export interface IdentityNeeds {
  states: {
    begin: (
      request: FastifyRequest,
      reply: FastifyReply,
      purpose: 'visitor',
      returnTo: string,
    ) => Promise<string>
    /** Throws `invalid_state`. */
    finish: (request: FastifyRequest, state: string, purpose: 'visitor') => Promise<string>
  }
  identity: {
    whoIs: (code: string) => Promise<{ userId: string | null; externalUserId: string | null }>
  }
}

/** Set after WeCom could not say who it is, so that the page opens instead of asking in a circle. */
const askedCookie = 'zhike_asked'
const askedSeconds = 600

function tokenOf(request: FastifyRequest): string | null {
  const parsed = tokenParams.safeParse(request.params)
  return parsed.success ? parsed.data.token : null
}

function isInWechat(request: FastifyRequest): boolean {
  return /MicroMessenger/i.test(request.headers['user-agent'] ?? '')
}

/** A customer's page behind a secret link and, where WeChat or WeCom opens it, the silent question who it is (path 91022 of developer.work.weixin.qq.com). */
export function serveSecretPage(
  app: FastifyInstance,
  context: ServerContext,
  { states, identity }: IdentityNeeds,
  { prefix, isKnown, send }: SecretPage,
): void {
  const { publicUrl, wecom, claimIdentity } = context.config

  function isToBeAsked(request: FastifyRequest): boolean {
    if (claimIdentity === 'off' || !isInWechat(request)) return false
    const { asked } = request.query as { asked?: unknown }
    if (asked !== undefined || request.cookies[askedCookie] !== undefined) return false
    return visitorOf(request, context).identity === null
  }

  /** What the state remembers of the page: the link itself is kept nowhere. */
  const stateFor = (token: string) => `${prefix}/${linkTokenHash(token)}`

  async function ask(request: FastifyRequest, reply: FastifyReply, token: string): Promise<FastifyReply> {
    const url = new URL(wecom.oauthUrl)
    const query = {
      appid: wecom.corpId,
      redirect_uri: `${publicUrl}${prefix}/${token}/identity`,
      response_type: 'code',
      scope: 'snsapi_base',
      state: await states.begin(request, reply, 'visitor', stateFor(token)),
      agentid: wecom.agentId,
    }
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
    return reply.redirect(`${url.href}#wechat_redirect`)
  }

  app.get(`${prefix}/:token`, async (request, reply) => {
    keepPrivate(reply)
    const token = tokenOf(request)
    if (token === null || !(await isKnown(token))) return send(reply.status(404))
    return isToBeAsked(request) ? ask(request, reply, token) : send(reply)
  })

  /** Who came back from WeCom; null when it can't or won't say, which closes nothing: the page opens unidentified. */
  async function answerOf(request: FastifyRequest, token: string): Promise<Identity | null> {
    const { code, state } = request.query as { code?: unknown; state?: unknown }
    if (typeof code !== 'string' || typeof state !== 'string') return null
    try {
      const returnTo = await states.finish(request, state, 'visitor')
      if (returnTo !== stateFor(token)) return null
      const { userId, externalUserId } = await identity.whoIs(code)
      if (externalUserId !== null) return { kind: 'customer', externalUserId }
      return userId === null ? null : { kind: 'member', userId }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      context.log.warn({ reason, page: prefix }, 'a customer page opens unidentified')
      return null
    }
  }

  app.get(`${prefix}/:token/identity`, async (request, reply) => {
    keepPrivate(reply)
    const token = tokenOf(request)
    if (token === null) return send(reply.status(404))
    const page = `${prefix}/${token}`
    const visitor = await answerOf(request, token)
    if (visitor) {
      rememberIdentity(reply, context, visitor)
      return reply.redirect(page)
    }
    reply.setCookie(askedCookie, '1', {
      path: prefix,
      httpOnly: true,
      sameSite: 'lax',
      secure: publicUrl.startsWith('https:'),
      maxAge: askedSeconds,
    })
    // A browser that keeps no cookies would be asked for ever.
    const keepsCookies = Object.keys(request.cookies).length > 0
    return reply.redirect(keepsCookies ? page : `${page}?asked=1`)
  })
}
