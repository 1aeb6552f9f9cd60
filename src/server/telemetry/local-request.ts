import type { FastifyRequest } from 'fastify'

/** What proxies add; the value does not matter, for anybody may send one. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

const isLoopbackIp = (ip: string | undefined) =>
  ip !== undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/i.test(ip)

/** `host` may carry a port. */
const isLoopbackHost = (host = '') => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)

/**
 * Whether the client itself sits on this machine. A proxy on this machine comes from loopback as well, whoever stands behind
 * it: what carries a proxy's header, or asks for another host than a loopback one, is not local, whatever TRUST_PROXY says.
 */
export function isLocalRequest(request: Pick<FastifyRequest, 'ip' | 'headers' | 'socket'>): boolean {
  const { ip, headers, socket } = request
  if (proxyHeaders.some((name) => headers[name] !== undefined)) return false
  return isLoopbackIp(socket.remoteAddress) && isLoopbackIp(ip) && isLoopbackHost(headers.host)
}
