import { localDay } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import type { ArmNumbers } from '../../learning/policy/arm-numbers.ts'
import { choosePolicy } from '../../learning/policy/choose-policy.ts'
import type { LearningMode, PairedGain } from '../../learning/policy/learning-mode.ts'
import type { ArmCounts } from '../../learning/rates/pooled-rate.ts'
import type { OfferContext } from '../context.ts'
import type { OfferDecision } from '../ranking.ts'
import { offerArms } from './offer-arms.ts'

/** All that a choice depends on beside facts, context and offers. */
export interface Learned {
  /** What the draw hashes. */
  assignmentKey: string
  learnFromCoupons: number
  sentCoupons: number
  pairedGain: PairedGain | null
  /** By offer; nothing was counted of an absent one. */
  offers: Readonly<Record<string, ArmCounts>>
  noOffer: ArmCounts
}

/** What was chosen of a decision, how and with which numbers. */
export interface DayChoice {
  mode: LearningMode | 'holdOut'
  chosenOfferId: string | null
  propensity: number
  arms: ArmNumbers[]
}

export const nothingCounted: ArmCounts = {
  all: { trials: 0, successes: 0 },
  segment: { trials: 0, successes: 0 },
}

/**
 * The choice of the local day among the eligible offers and none: from priors until enough coupons were sent, then from
 * what they taught. A customer of the hold-out gets none, by assignment and not by draw.
 */
export function chooseForDay(
  facts: CustomerFacts,
  { cost }: Pick<OfferContext, 'cost'>,
  { ranked }: Pick<OfferDecision, 'ranked'>,
  { assignmentKey, learnFromCoupons, sentCoupons, pairedGain, offers, noOffer }: Learned,
): DayChoice {
  if (facts.isInHoldOut) return { mode: 'holdOut', chosenOfferId: null, propensity: 1, arms: [] }
  const { mode, chosenArmId, propensity, arms } = choosePolicy({
    assignmentKey,
    day: localDay(facts.asOf, facts.timeZone),
    modelVersion: facts.ltv.modelVersion,
    marginShare: (cost.marginPercent ?? cost.assumedMarginPercent) / 100,
    expectedOrderFen: cost.expectedBasketFen,
    arms: offerArms(ranked, (offerId) => offers[offerId] ?? nothingCounted),
    noOffer,
    sentCoupons,
    pairedGain,
    settings: { learnFromCoupons },
  })
  return { mode, chosenOfferId: chosenArmId, propensity, arms }
}
