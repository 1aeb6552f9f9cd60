import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayMs } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import { clientAddress } from '../http/limits/client-address.ts'

const visitorCookie = 'zhike_visitor'
const deviceCookie = 'zhike_device'
const visitorLifeMs = 30 * dayMs
const deviceLifeMs = 400 * dayMs

/** Who WeCom says opened the page. A member of the corp is somebody, and not the customer. */
export type Identity =
  { kind: 'customer'; externalUserId: string } | { kind: 'member'; userId: string | null }

export interface Visitor {
  /** null: nobody asked, or nobody could say. */
  identity: Identity | null
  /** null: this device has taken no coupon yet. */
  deviceHash: string | null
}

type VisitorContext = Pick<ServerContext, 'config' | 'now' | 'randomBytes'>

const hashOf = (device: string) => createHash('sha256').update(device).digest('hex')

/** Whether both are the same device, compared in constant time; nobody's device is nobody's. */
export function isSameDevice(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}

/** The value of a cookie that we signed under this very name, so that no cookie passes for another. */
function signedParts(request: FastifyRequest, name: string): string[] | null {
  const cookie = request.cookies[name]
  if (cookie === undefined) return null
  const { valid, value } = request.unsignCookie(cookie)
  if (!valid || value === null) return null
  const [kind, ...parts] = value.split('~').map(decodeURIComponent)
  return kind === name ? parts : null
}

export function visitorOf(request: FastifyRequest, { now }: Pick<VisitorContext, 'now'>): Visitor {
  const [kind, expiresAt, ...rest] = signedParts(request, visitorCookie) ?? []
  const id = rest.join('~')
  const [device] = signedParts(request, deviceCookie) ?? []
  const isValid = Number(expiresAt) > now()
  let identity: Identity | null = null
  if (isValid && kind === 'customer' && id !== '') identity = { kind, externalUserId: id }
  if (isValid && kind === 'member') identity = { kind, userId: id === '' ? null : id }
  return { identity, deviceHash: device === undefined ? null : hashOf(device) }
}

function setSigned(
  reply: FastifyReply,
  { config }: Pick<VisitorContext, 'config'>,
  name: string,
  parts: string[],
  lifeMs: number,
): void {
  const value = [name, ...parts].map(encodeURIComponent).join('~')
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl.startsWith('https:'),
    signed: true,
    maxAge: lifeMs / 1000,
  })
}

export function rememberIdentity(reply: FastifyReply, context: VisitorContext, identity: Identity): void {
  const id = identity.kind === 'customer' ? identity.externalUserId : (identity.userId ?? '')
  const expiresAt = String(context.now() + visitorLifeMs)
  setSigned(reply, context, visitorCookie, [identity.kind, expiresAt, id], visitorLifeMs)
}

/** What tells devices apart that were given no name: address and browser, as a keyed hash. */
export function apparentDevice(request: FastifyRequest, { config }: Pick<VisitorContext, 'config'>): string {
  const apparent = `device ${clientAddress(request.ip)} ${request.headers['user-agent'] ?? ''}`
  return createHmac('sha256', config.sessionSecret).update(apparent).digest('hex')
}

/** A name of its own for this device, kept for as long as browsers allow. */
export function newDevice({ randomBytes }: Pick<VisitorContext, 'randomBytes'>): {
  device: string
  deviceHash: string
} {
  const device = Buffer.from(randomBytes(18)).toString('base64url')
  return { device, deviceHash: hashOf(device) }
}

export function rememberDevice(reply: FastifyReply, context: VisitorContext, device: string): void {
  setSigned(reply, context, deviceCookie, [device], deviceLifeMs)
}
