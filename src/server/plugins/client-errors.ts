import type { FastifyError, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import { type ErrorCode, errorCodes } from '../../contract/errors.ts'
import { bodyOf } from './errors.ts'

const causes: Record<string, { status: string; code: ErrorCode; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'too_large',
    message: 'headers: too large; send at most 16 KB',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    code: 'invalid_input',
    message: 'request: did not arrive in time',
  },
}

const otherwise = {
  status: '400 Bad Request',
  code: 'invalid_input',
  message: 'request: is not valid HTTP',
} as const

/** What never becomes a request (broken HTTP, endless headers) is answered in the one error shape too. */
export const answerClientError: NonNullable<FastifyServerOptions['clientErrorHandler']> = (error, socket) => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const { status, code, message } = causes[error.code] ?? otherwise
  const body = JSON.stringify(bodyOf(code, message))
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Content-Type: application/json; charset=utf-8',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

/** An address that cannot be read, or with an id longer than any: nobody knows what it names. No hook runs before this. */
export function answerUnreadableAddress(
  error: FastifyError,
  request: Pick<FastifyRequest, 'id' | 'log'>,
  reply: Pick<FastifyReply, 'raw'>,
): void {
  const isAddress = error.statusCode !== undefined && error.statusCode < 500
  const code: ErrorCode = isAddress ? 'not_found' : 'internal'
  if (!isAddress) request.log.error({ err: error }, 'request failed')
  reply.raw.writeHead(errorCodes[code].status, {
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': request.id,
  })
  reply.raw.end(JSON.stringify(bodyOf(code)))
}
