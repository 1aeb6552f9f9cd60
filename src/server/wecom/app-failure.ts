import { AppError } from '../http/app-error.ts'
import { WecomRefused, WecomUnreachable } from './answer.ts'

/** A refusal or silence of WeCom as the error that our routes answer; anything else as it is. */
export function appFailure(error: unknown): unknown {
  if (error instanceof WecomRefused)
    return new AppError('wecom_refused', { details: { errcode: error.errcode }, cause: error })
  if (error instanceof WecomUnreachable) return new AppError('wecom_unreachable', { cause: error })
  return error
}
