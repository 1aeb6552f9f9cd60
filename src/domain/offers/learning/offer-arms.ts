import type { CustomerFacts } from '../../customers/facts.ts'
import type { OfferArm } from '../../learning/policy/arm-beliefs.ts'
import type { ArmCounts } from '../../learning/rates/pooled-rate.ts'
import type { Face } from '../../learning/rates/face-order.ts'
import type { OfferTerms } from '../offer.ts'
import type { RankedOffer } from '../ranking.ts'

/** The segment that learning pools by: RFM code × lifecycle stage; "none" before the first order. */
export function learningSegment({ rfm, lifecycle }: Pick<CustomerFacts, 'rfm' | 'lifecycle'>): string {
  return `${rfm?.segment ?? 'none'}/${lifecycle}`
}

/** Money off is comparable under equal conditions: a larger amount cannot redeem worse. Null for all else. */
export function faceOf({ rewards, minSpendFen, skus, categories, audience }: OfferTerms): Face | null {
  const [reward] = rewards
  if (rewards.length !== 1 || reward?.kind !== 'amount') return null
  const group = JSON.stringify([minSpendFen, [...skus].sort(), [...categories].sort(), audience])
  return { group, valueFen: reward.amountFen }
}

/** The eligible offers as arms, in their order, with what was counted of each. */
export function offerArms(
  ranked: readonly RankedOffer[],
  countsOf: (offerId: string) => ArmCounts,
): OfferArm[] {
  return ranked.map(({ offer, costFen }) => ({
    armId: offer.offerId,
    costFen,
    priorRate: offer.terms.expectedRedemption,
    baselineRate: offer.terms.baselineConversion,
    face: faceOf(offer.terms),
    counts: countsOf(offer.offerId),
  }))
}
