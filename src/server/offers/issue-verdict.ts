import type { OfferTerms, Reward } from '../../domain/offers/offer.ts'
import type { Database } from '../db/connect.ts'

/** What the rules say of one offer for one customer at the moment of issue. */
export type IssueVerdict =
  | {
      ok: true
      offerId: string
      offerVersionId: string
      terms: OfferTerms
      headline: string
      /** The rewards with the caps applied. */
      rewards: Reward[]
      costFen: number
      expiresAt: number
      decisionId: string | null
      /** The approval that let it pass OFF-01. */
      exceptionId?: string
      /** LTV, model version, caps, sums and whether the advisor did otherwise than advised, kept with the coupon. */
      caps: Record<string, unknown>
    }
  | { ok: false; refusals: { code: string; ruleId: string; text: string }[] }

/** Judges inside the transaction that issues, under the lock on the customer. */
export type JudgeForIssue = (
  trx: Database,
  input: { customerId: string; offerId: string; userId: string; asOf: number },
) => Promise<IssueVerdict>
