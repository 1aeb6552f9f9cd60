import type { Fen } from '../../money.ts'
import type { DayChoice } from '../learning/day-choice.ts'
import type { OfferDecision } from '../ranking.ts'
import type { Refusal } from '../refusal.ts'

export interface CandidateRecord {
  offerVersionId: string
  rank: number
  costFen: Fen
  expectedValueFen: Fen
  isTriggered: boolean
}

export interface RefusalRecord {
  offerVersionId: string
  costFen: Fen
  refusals: Refusal[]
}

/** What a decision came to, as it is stored. */
export interface DecisionRecord {
  ranked: CandidateRecord[]
  refused: RefusalRecord[]
  choice: DayChoice
  /** What learning pools by. */
  segment: string
}

export const candidatesOf = ({ ranked }: OfferDecision): CandidateRecord[] =>
  ranked.map(({ offer, rank, costFen, expectedValueFen, isTriggered }) => ({
    offerVersionId: offer.offerVersionId,
    rank,
    costFen,
    expectedValueFen,
    isTriggered,
  }))

export const refusalsOf = ({ refused }: OfferDecision): RefusalRecord[] =>
  refused.map(({ offer, costFen, refusals }) => ({
    offerVersionId: offer.offerVersionId,
    costFen,
    refusals,
  }))
