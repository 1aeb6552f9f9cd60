import type { FastifyInstance, FastifyReply } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'
import { identify, issueCode } from './identity.ts'
import { escapeHtml, pagePolicy, platformPage, refusalPage } from './page.ts'
import { readSignIn, withCode, type Refusal } from './sign-in-request.ts'

const scopes = ['snsapi_base', 'snsapi_privateinfo']

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(html)
}

function refuse(reply: FastifyReply, { errcode, reason }: Refusal): FastifyReply {
  return sendPage(reply.code(400), refusalPage(errcode, reason))
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'))
}

/** The two pages that answer with a code: OAuth inside the clients, and the login page of ordinary browsers. */
export function registerSignIn(
  app: FastifyInstance,
  options: { state: SimulatorState; prefix: string },
): void {
  const { state, prefix } = options

  app.get(`${prefix}/connect/oauth2/authorize`, async (request, reply) => {
    const query = queryOf(request.url)
    const signIn = readSignIn(state, request, query)
    if ('errcode' in signIn) return refuse(reply, signIn)
    if (query.get('response_type') !== 'code' || !scopes.includes(signIn.scope)) {
      return refuse(reply, { errcode: 40058, reason: 'response_type 或 scope 参数错误' })
    }
    const isPrivateInfo = signIn.scope === 'snsapi_privateinfo' && query.has('agentid')
    const identity = identify(state, request.headers, {
      redirectPath: signIn.redirect.pathname,
      isPrivateInfo,
    })
    if (!identity) return refuse(reply, { errcode: 60111, reason: '企业里没有可用的成员' })
    return reply.redirect(withCode(signIn, issueCode(state, identity)), 302)
  })

  app.get(`${prefix}/wwlogin/sso/login`, async (request, reply) => {
    const query = queryOf(request.url)
    const signIn = readSignIn(state, request, query)
    if ('errcode' in signIn) return refuse(reply, signIn)
    if (query.get('login_type') !== 'CorpApp' || !query.has('agentid')) {
      return refuse(reply, { errcode: 40058, reason: 'login_type 或 agentid 参数错误' })
    }
    const member = state.directory.member(query.get('member') ?? '')
    if (member) {
      const code = issueCode(state, { kind: 'member', userId: member.userId, isPrivateInfo: false })
      return reply.redirect(withCode(signIn, code), 302)
    }
    const buttons = state.directory.members
      .filter((candidate) => candidate.status === 1)
      .map((candidate) => {
        query.set('member', candidate.userId)
        const label = `${escapeHtml(candidate.name)} · ${escapeHtml(candidate.position)}`
        return `<a href="?${escapeHtml(query.toString())}">${label}</a>`
      })
    const body = `<p>选择以谁的身份登录</p>${buttons.join('')}`
    return sendPage(reply, platformPage('企业微信扫码登录(模拟)', body))
  })
}
