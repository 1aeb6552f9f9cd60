import type { Fen } from '../money.ts'
import type { Offer, Reward } from './offer.ts'

export type RefusalCode =
  | 'audience'
  | 'singleCap'
  | 'yearCap'
  | 'marginCap'
  | 'budget'
  | 'liveCoupon'
  | 'receivedBefore'
  | 'sameKind'
  | 'optedOut'
  | 'holdOut'
  | 'quizFirst'
  | 'complaintOpen'
  | 'outOfStock'

/** One reason why an offer may not go out. `ruleId` is of the catalogue, or one of ours: CAP-12M, BUDGET, ONE-LIVE, AUDIENCE, OPT-OUT, HOLD-OUT, STOCK, REST-KIND. */
export interface Refusal {
  code: RefusalCode
  ruleId: string
  /** A plain sentence for the advisor. */
  text: string
  capFen?: Fen
  costFen?: Fen
}

export interface EligibleOffer {
  eligible: true
  offer: Offer
  /** The rewards as they would be issued: ceilings lowered to the caps. */
  resolvedRewards: Reward[]
  isTrimmed: boolean
  /** Worst-case cost of the resolved rewards: what the ledger reserves. */
  costFen: Fen
  /** The cap on one offer (OFF-01), shown as 单次上限. */
  capFen: Fen
  expiresAt: number
  /** Cost as a share of the expected basket's gross margin, in percent; null where margins are unknown. */
  marginSharePercent: number | null
  /** OFF-05: the share is above the warning line. */
  isMarginWarning: boolean
  /** The approval that it needs to pass OFF-01; absent when it passes by itself. */
  exceptionId?: string
}

export interface RefusedOffer {
  eligible: false
  offer: Offer
  /** The rewards that `costFen` is the worst case of: ceilings lowered to the caps where that suffices, else in full. */
  judgedRewards: Reward[]
  costFen: Fen
  capFen: Fen
  refusals: Refusal[]
}

export type OfferVerdict = EligibleOffer | RefusedOffer
