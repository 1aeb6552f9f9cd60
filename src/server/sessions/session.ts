import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import type { Actor } from '../http/register.ts'
import type { Members } from '../members/service.ts'

const cookieName = 'zhike_session'
const lifeMs = 7 * 86_400_000

interface Ticket {
  userId: string
  sessionId: string
  issuedAt: number
}

export interface Sessions {
  start: (reply: FastifyReply, userId: string) => void
  end: (reply: FastifyReply) => void
  /** The signed-in member, or null: bad signature, expired, inactive member or sessions revoked since. */
  find: (request: FastifyRequest) => Promise<Actor | null>
  require: (request: FastifyRequest) => Promise<Actor>
}

/** A signed, HttpOnly cookie; whether the member may still come in is read from the database with each request. */
export function createSessions({ config, now, randomBytes }: ServerContext, members: Members): Sessions {
  const isSecure = config.publicUrl.startsWith('https:')

  function ticketOf(request: FastifyRequest): Ticket | null {
    const cookie = request.cookies[cookieName]
    if (cookie === undefined) return null
    const { valid, value } = request.unsignCookie(cookie)
    if (!valid || value === null) return null
    const [kind, userId, sessionId, issuedAt] = value.split('~').map(decodeURIComponent)
    // One secret signs several cookies: none passes for another.
    if (kind !== cookieName || userId === undefined || sessionId === undefined) return null
    return { userId, sessionId, issuedAt: Number(issuedAt) }
  }

  async function find(request: FastifyRequest): Promise<Actor | null> {
    const ticket = ticketOf(request)
    if (!ticket || ticket.issuedAt + lifeMs <= now()) return null
    const member = await members.find(ticket.userId)
    if (!member?.isActive || ticket.issuedAt < member.sessionsValidFrom) return null
    return { userId: member.userId, name: member.name, role: member.role, sessionId: ticket.sessionId }
  }

  return {
    find,
    async require(request) {
      const actor = await find(request)
      if (!actor) throw new AppError('unauthenticated')
      return actor
    },
    start(reply, userId) {
      const sessionId = Buffer.from(randomBytes(16)).toString('hex')
      const value = [cookieName, userId, sessionId, String(now())].map(encodeURIComponent).join('~')
      reply.setCookie(cookieName, value, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: isSecure,
        signed: true,
        maxAge: lifeMs / 1000,
      })
    },
    end(reply) {
      reply.clearCookie(cookieName, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure })
    },
  }
}
