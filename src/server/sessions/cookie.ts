import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Ticket {
  userId: string
  sessionId: string
  /** The edition of the cookie. */
  rotation: number
}

const cookieName = 'zhike_session'

/** What the browser brought, if we signed it. */
export function readTicket(request: FastifyRequest): Ticket | null {
  const cookie = request.cookies[cookieName]
  if (cookie === undefined) return null
  const { valid, value } = request.unsignCookie(cookie)
  if (!valid || value === null) return null
  const [kind, userId, sessionId, rotation] = value.split('~').map(decodeURIComponent)
  // One secret signs several cookies: none passes for another.
  if (kind !== cookieName || userId === undefined || sessionId === undefined) return null
  return { userId, sessionId, rotation: Number(rotation) }
}

/** No Max-Age: the cookie goes with the client's process, and whoever signs in to WeCom next starts without it. */
export function writeTicket(reply: FastifyReply, isSecure: boolean, ticket: Ticket): void {
  const parts = [cookieName, ticket.userId, ticket.sessionId, String(ticket.rotation)]
  reply.setCookie(cookieName, parts.map(encodeURIComponent).join('~'), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    signed: true,
  })
}

export function clearTicket(reply: FastifyReply, isSecure: boolean): void {
  reply.clearCookie(cookieName, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure })
}
