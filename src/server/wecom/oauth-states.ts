import { createHash } from 'node:crypto'
import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'

const lifeMs = 10 * 60_000
const cookieName = 'zhike_oauth'

export type OauthPurpose = 'member' | 'web' | 'visitor'

export interface OauthStates {
  /** A one-time state, bound to this browser by a cookie. */
  begin: (
    request: FastifyRequest,
    reply: FastifyReply,
    purpose: OauthPurpose,
    returnTo: string,
  ) => Promise<string>
  /** Uses the state up and answers where to return to; unknown, foreign, expired or used ones throw `invalid_state`. */
  finish: (request: FastifyRequest, state: string, purpose: OauthPurpose) => Promise<string>
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

export function createOauthStates(context: ServerContext): OauthStates {
  const { db, now, randomBytes, config } = context
  const random = () => Buffer.from(randomBytes(24)).toString('hex')
  return {
    async begin(request, reply, purpose, returnTo) {
      const state = random()
      const browser = request.cookies[cookieName] ?? random()
      reply.setCookie(cookieName, browser, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: config.publicUrl.startsWith('https:'),
        maxAge: lifeMs / 1000,
      })
      await db.deleteFrom('oauthState').where('expiresAt', '<', now()).execute()
      await db
        .insertInto('oauthState')
        .values({
          stateHash: hash(state),
          browserHash: hash(browser),
          purpose,
          returnTo,
          expiresAt: now() + lifeMs,
          usedAt: null,
        })
        .execute()
      return state
    },
    async finish(request, state, purpose) {
      const browser = request.cookies[cookieName]
      if (browser === undefined) throw new AppError('invalid_state')
      const used = await db
        .updateTable('oauthState')
        .set({ usedAt: now() })
        .where('stateHash', '=', hash(state))
        .where('browserHash', '=', hash(browser))
        .where('purpose', '=', purpose)
        .where('usedAt', 'is', null)
        .where('expiresAt', '>', now())
        .returning('returnTo')
        .executeTakeFirst()
      if (!used) throw new AppError('invalid_state')
      return used.returnTo
    },
  }
}

const longestPath = 2048
/** A proxy or an older browser may take these for a second slash, or for the end of a header. */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
const trickyPath = /[\u0000-\u0020\u007f\\]|^[^?#]*%(2f|5c)/i

/** Only paths of our own site: no scheme, no host, no back-slash, encoded-slash, control-character or dot-segment tricks. */
export function localPath(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?!\/)/.test(value) || value.length > longestPath) return fallback
  if (trickyPath.test(value)) return fallback
  const base = 'http://local.invalid'
  if (!URL.canParse(value, base)) return fallback
  const url = new URL(value, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
