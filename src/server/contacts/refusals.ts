import { AppError } from '../http/app-error.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'

/** WeCom means a member, not us: not found, out of the app's range, not active, without customers or a licence. */
const memberCodes = new Set([40003, 41054, 50002, 60011, 60111, 84061, 84074, 84084, 701008])
/** Such a member has no customers, which is no failure. */
const withoutCustomers = new Set([84061, 84084])
const badParameter = 40058

export const isOfMember = (error: unknown): error is WecomRefused =>
  error instanceof WecomRefused && memberCodes.has(error.errcode)

export const hasNoCustomers = (error: WecomRefused): boolean => withoutCustomers.has(error.errcode)

/** What a cursor that has expired is answered with. */
export const isBadCursor = (error: unknown): boolean =>
  error instanceof WecomRefused && error.errcode === badParameter

/** WeCom is why it did not work; it may work later. */
export const isOfWecom = (error: unknown): error is Error =>
  error instanceof WecomRefused ||
  error instanceof WecomUnreachable ||
  (error instanceof AppError && (error.code === 'wecom_refused' || error.code === 'wecom_unreachable'))
