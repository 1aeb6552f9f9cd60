import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { type ErrorBody, type ErrorCode, errorCodes } from '../../contract/errors.ts'
import { isFull, isGone, isTransient } from '../db/database-fault.ts'
import { noteFault } from '../db/storage.ts'
import { AppError } from '../http/app-error.ts'

/** The one shape of every error. */
export function bodyOf(code: ErrorCode, message?: string, details?: unknown): ErrorBody {
  const base = { code, message: message ?? errorCodes[code].message }
  return details === undefined ? base : { ...base, details }
}

/** What Fastify itself refuses, in the contract's words. */
const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_input',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_input',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_input',
  FST_ERR_BAD_URL: 'not_found',
}

function sizeOf(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${Math.floor(bytes / 1024)} KB`
}

function fromFramework(
  error: FastifyError,
  { routeOptions }: FastifyRequest,
): { code: ErrorCode; message?: string } {
  const known = frameworkCodes[error.code]
  if (known === 'too_large')
    return { code: known, message: `body: too large; send at most ${sizeOf(routeOptions.bodyLimit)}` }
  if (known !== undefined) return { code: known, message: `body: ${error.message}` }
  if (error instanceof SyntaxError) return { code: 'invalid_input', message: 'body: is not valid JSON' }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: 'invalid_input', message: error.message }
  }
  return { code: 'internal' }
}

function retryAfterOf({ code, details }: AppError): number | null {
  if (code !== 'rate_limited' || typeof details !== 'object' || details === null) return null
  const { retryAfterSeconds } = details as { retryAfterSeconds?: unknown }
  return typeof retryAfterSeconds === 'number' ? Math.max(1, retryAfterSeconds) : null
}

/** What an administrator has to mend for the database to take writes again; null for any other failure. */
function databaseAdvice(error: unknown): string | null {
  if (isFull(error))
    return 'request failed: the disk is full; free space where DATABASE_URL lies, no restart is needed'
  if (isGone(error))
    return 'request failed: the database does not answer; see that it runs and can be reached'
  return null
}

/** The one error handler of the server: 5xx never shows its text, an unknown path and a foreign id look alike. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    if (error instanceof AppError) {
      if (error.status >= 500) request.log.error({ err: error, cause: error.cause }, 'request failed')
      const isHidden = error.code === 'internal'
      const seconds = retryAfterOf(error)
      if (seconds !== null) reply.header('retry-after', String(seconds))
      return reply
        .status(error.status)
        .send(bodyOf(error.code, isHidden ? undefined : error.message, isHidden ? undefined : error.details))
    }
    const advice = databaseAdvice(error)
    if (advice !== null) {
      noteFault(app.context.db, error)
      request.log.error({ err: error }, advice)
      return reply.status(errorCodes.unavailable.status).send(bodyOf('unavailable'))
    }
    if (isTransient(error)) {
      request.log.warn({ err: error }, 'request gave up waiting for other transactions')
      return reply.status(errorCodes.unavailable.status).send(bodyOf('unavailable'))
    }
    const { code, message } = fromFramework(error, request)
    if (code === 'internal') request.log.error({ err: error }, 'request failed')
    return reply.status(errorCodes[code].status).send(bodyOf(code, message))
  })
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(bodyOf('not_found')))
}
