import type { CustomerFacts } from '../../../domain/customers/facts.ts'
import type { Learned } from '../../../domain/offers/learning/day-choice.ts'
import { learningSegment } from '../../../domain/offers/learning/offer-arms.ts'
import type { OfferDecision } from '../../../domain/offers/ranking.ts'
import type { Database } from '../../db/connect.ts'
import type { Counted } from './counts.ts'
import { assignmentKeyOf } from './repository.ts'

export interface LearnedInput {
  customerId: string
  facts: CustomerFacts
  decision: Pick<OfferDecision, 'ranked'>
  learnFromCoupons: number
}

/** What is known at this moment of the offers that could be sent to this customer. */
export async function learnedFor(
  db: Database,
  counted: Counted,
  { customerId, facts, decision, learnFromCoupons }: LearnedInput,
): Promise<Learned> {
  const segment = learningSegment(facts)
  const offerIds = decision.ranked.map(({ offer }) => offer.offerId)
  return {
    assignmentKey: await assignmentKeyOf(db, customerId),
    learnFromCoupons,
    sentCoupons: counted.sentCoupons,
    pairedGain: counted.pairedGain,
    offers: Object.fromEntries(offerIds.map((offerId) => [offerId, counted.offer(offerId, segment)])),
    noOffer: counted.noOffer(segment),
  }
}
