import { type ErrorCode, errorCodes } from '../../contract/errors.ts'

/** The one way a service says no: a code of the closed list, a sentence for people, details for programs. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: unknown

  constructor(code: ErrorCode, options: { message?: string; details?: unknown; cause?: unknown } = {}) {
    super(options.message ?? errorCodes[code].message, { cause: options.cause })
    this.code = code
    this.status = errorCodes[code].status
    this.details = options.details
  }
}
