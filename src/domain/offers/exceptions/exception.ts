import { hourMs } from '../../calendar.ts'
import type { Fen } from '../../money.ts'
import type { OfferCaps } from '../caps.ts'
import type { OfferContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'

export const exceptionStates = ['requested', 'approved', 'refused'] as const
export type ExceptionState = (typeof exceptionStates)[number]

/** An advisor's wish waits this long for a decision (ours). */
export const exceptionWaitHours = 72
/** An approved one may be used this long, as long as a coupon lives by default (OFF-08). */
export const exceptionUseHours = 24

/** What a manager approved: this offer for this customer, up to this cost. */
export interface ApprovedException {
  exceptionId: string
  offerId: string
  costFen: Fen
  decidedAt: number
  /** The last millisecond in which it counts. */
  expiresAt: number
}

/** When a wish, or an approval, given at `asOf` runs out (inclusive). */
export function exceptionExpiresAt(state: ExceptionState, asOf: number): number {
  return asOf + (state === 'approved' ? exceptionUseHours : exceptionWaitHours) * hourMs
}

/** Whether a manager may be asked: OFF-01 is the one and only reason against the offer. */
export function mayAskForException(refusals: readonly Pick<Refusal, 'ruleId'>[]): boolean {
  return refusals.length > 0 && refusals.every(({ ruleId }) => ruleId === 'OFF-01')
}

/** The approval that counts for an offer at `asOf`: not run out, and no coupon of the offer was issued since it was given. */
export function exceptionFor(
  offerId: string,
  asOf: number,
  { exceptions = [], received }: Pick<OfferContext, 'exceptions' | 'received'>,
): ApprovedException | null {
  const isUsed = ({ decidedAt }: ApprovedException) =>
    received.some((coupon) => coupon.offerId === offerId && coupon.issuedAt >= decidedAt)
  const open = exceptions.filter(
    (exception) => exception.offerId === offerId && asOf <= exception.expiresAt && !isUsed(exception),
  )
  return open.sort((a, b) => b.costFen - a.costFen || (a.exceptionId < b.exceptionId ? -1 : 1))[0] ?? null
}

/** The caps under an approval: OFF-01 gives way up to the approved cost; CAP-12M and OFF-05 stay as they are. */
export function capsUnder(exception: ApprovedException | null, caps: OfferCaps): OfferCaps {
  return exception === null ? caps : { ...caps, singleFen: Math.max(caps.singleFen, exception.costFen) }
}
