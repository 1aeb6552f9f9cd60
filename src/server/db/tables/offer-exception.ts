import type { ExceptionState } from '../../../domain/offers/exceptions/exception.ts'

/** An advisor's wish that one offer may pass OFF-01 for one customer, and what became of it. */
export interface OfferExceptionTable {
  exceptionId: string
  customerId: string
  offerId: string
  requestedBy: string
  requestedAt: number
  reason: string
  /** Worst-case cost and OFF-01's cap when it was asked for. */
  costFen: number
  capFen: number
  status: ExceptionState
  decidedBy: string | null
  decidedAt: number | null
  /** The last millisecond in which the wish waits or the approval counts. */
  expiresAt: number
}
