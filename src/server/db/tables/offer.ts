import type { ExceptionState } from '../../../domain/offers/exceptions/exception.ts'

/** What may be given, what was decided of it for a customer, and what a manager let pass. */
export interface OfferTables {
  offer: {
    offerId: string
    status: string
    currentVersionId: string
    sortOrder: number
    createdAt: number
    updatedAt: number
  }
  offerVersion: {
    offerVersionId: string
    offerId: string
    version: number
    termsJson: string
    createdAt: number
  }
  offerException: OfferExceptionTable
  decision: {
    decisionId: string
    customerId: string
    localDay: number
    modelVersion: string
    offersVersion: string
    factsHash: string
    factsJson: string
    candidatesJson: string
    refusalsJson: string
    chosenOfferId: string | null
    /** How it was chosen: a learning mode, or 'holdOut'. */
    mode: string
    /** What learning pools by: RFM code and lifecycle stage. */
    segment: string
    propensity: number
    createdAt: number
    /** What it depended on beside the facts: everybody's, and the customer's own; null on rows older than these columns. */
    frameHash: string | null
    inputsJson: string | null
  }
}

/** An advisor's wish that one offer may pass OFF-01 for one customer, and what became of it. */
interface OfferExceptionTable {
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
