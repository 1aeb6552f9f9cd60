import type { FastifyReply, FastifyRequest } from 'fastify'
import { hourMs } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import type { Actor } from '../http/register.ts'
import type { Members } from '../members/service.ts'
import { clearTicket, readTicket, type Ticket, writeTicket } from './cookie.ts'
import {
  dropSessions,
  endSession,
  findSession,
  insertSession,
  markSession,
  rotate,
  type SessionRow,
} from './repository.ts'

/** Unused for so long, or so old at all, a session is over: three days outlast a weekend. */
export const idleMs = 72 * hourMs
export const lifeMs = 14 * 24 * hourMs
/** The cookie changes this often; the one before it counts a minute longer, for requests under way. */
export const rotateAfterMs = hourMs
export const graceMs = 60_000

export interface Sessions {
  /** Signs in on this browser; a session of another member that was open here is over. */
  start: (request: FastifyRequest, reply: FastifyReply, userId: string) => Promise<void>
  /** Log-out: the session is over, whoever kept a copy of its cookie. */
  end: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /**
   * The signed-in member, or null: bad signature, ended, idle, too old, inactive member or sessions revoked since. With a
   * reply the cookie is renewed when it is due.
   */
  find: (request: FastifyRequest, reply?: FastifyReply) => Promise<Actor | null>
  require: (request: FastifyRequest, reply?: FastifyReply) => Promise<Actor>
}

/** A signed, HttpOnly cookie over a stored session; member and session are read from the database with each request. */
export function createSessions(context: ServerContext, members: Members): Sessions {
  const { db, config, now, randomBytes } = context
  const isSecure = config.publicUrl.startsWith('https:')

  /** Renews the cookie; nothing here may fail the request. */
  async function renew(ticket: Ticket, row: SessionRow, reply: FastifyReply): Promise<void> {
    const at = now()
    if (ticket.rotation < row.rotation) {
      // The answer that carried the new cookie was lost, or is under way.
      if (row.confirmedAt === null) writeTicket(reply, isSecure, { ...ticket, rotation: row.rotation })
      if (at - row.seenAt >= rotateAfterMs) await markSession(db, row, { seenAt: at })
      return
    }
    if (row.confirmedAt === null) await markSession(db, row, { confirmedAt: at })
    if (at - row.rotatedAt < rotateAfterMs || !(await rotate(db, row, at))) return
    writeTicket(reply, isSecure, { ...ticket, rotation: row.rotation + 1 })
  }

  /** The edition that counts, or the one before it while the new one has not come back or only just did. */
  function isCurrent(rotation: number, row: SessionRow): boolean {
    if (rotation === row.rotation) return true
    if (rotation !== row.rotation - 1) return false
    return row.confirmedAt === null || now() - row.confirmedAt <= graceMs
  }

  async function find(request: FastifyRequest, reply?: FastifyReply): Promise<Actor | null> {
    const ticket = readTicket(request)
    if (!ticket) return null
    const [row, member] = await Promise.all([findSession(db, ticket.sessionId), members.find(ticket.userId)])
    if (!row || row.userId !== ticket.userId || row.endedAt !== null) return null
    if (row.startedAt + lifeMs <= now() || row.seenAt + idleMs <= now()) return null
    if (!member?.isActive || row.startedAt < member.sessionsValidFrom) return null
    if (!isCurrent(ticket.rotation, row)) {
      // A cookie that was replaced long ago comes back: somebody has a copy.
      await endSession(db, row.sessionId, now())
      return null
    }
    if (reply) await renew(ticket, row, reply)
    return { userId: member.userId, name: member.name, role: member.role, sessionId: row.sessionId }
  }

  return {
    find,
    async require(request, reply) {
      const actor = await find(request, reply)
      if (!actor) throw new AppError('unauthenticated')
      return actor
    },
    async start(request, reply, userId) {
      const former = readTicket(request)
      if (former && former.userId !== userId) await endSession(db, former.sessionId, now())
      const sessionId = Buffer.from(randomBytes(16)).toString('hex')
      await dropSessions(db, now() - lifeMs)
      await insertSession(db, { sessionId, userId }, now())
      writeTicket(reply, isSecure, { userId, sessionId, rotation: 0 })
    },
    async end(request, reply) {
      const ticket = readTicket(request)
      if (ticket) await endSession(db, ticket.sessionId, now())
      clearTicket(reply, isSecure)
    },
  }
}
