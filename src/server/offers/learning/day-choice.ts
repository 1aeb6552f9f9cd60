import { localDay } from '../../../domain/calendar.ts'
import type { CustomerFacts } from '../../../domain/customers/facts.ts'
import type { ArmNumbers } from '../../../domain/learning/policy/arm-numbers.ts'
import { choosePolicy } from '../../../domain/learning/policy/choose-policy.ts'
import type { OfferContext } from '../../../domain/offers/context.ts'
import { learningSegment, offerArms } from '../../../domain/offers/learning/offer-arms.ts'
import type { OfferDecision } from '../../../domain/offers/ranking.ts'
import type { Database } from '../../db/connect.ts'
import type { Counted } from './counts.ts'
import { assignmentKeyOf } from './repository.ts'

/** What was chosen of a decision, how and with which numbers. */
export interface DayChoice {
  mode: string
  chosenOfferId: string | null
  propensity: number
  arms: ArmNumbers[]
}

export interface ChoiceInput {
  customerId: string
  facts: CustomerFacts
  context: OfferContext
  decision: OfferDecision
  learnFromCoupons: number
}

/** Draws the day's choice: from priors until enough coupons were sent, then from what they taught (decision.md 3.2). */
export async function drawChoice(
  db: Database,
  counted: Counted,
  { customerId, facts, context, decision, learnFromCoupons }: ChoiceInput,
): Promise<DayChoice> {
  if (facts.isInHoldOut) return { mode: 'holdOut', chosenOfferId: null, propensity: 1, arms: [] }
  const segment = learningSegment(facts)
  const { marginPercent, assumedMarginPercent, expectedBasketFen } = context.cost
  const { mode, chosenArmId, propensity, arms } = choosePolicy({
    assignmentKey: await assignmentKeyOf(db, customerId),
    day: localDay(facts.asOf, facts.timeZone),
    modelVersion: facts.ltv.modelVersion,
    marginShare: (marginPercent ?? assumedMarginPercent) / 100,
    expectedOrderFen: expectedBasketFen,
    arms: offerArms(decision.ranked, (offerId) => counted.offer(offerId, segment)),
    noOffer: counted.noOffer(segment),
    sentCoupons: counted.sentCoupons,
    pairedGain: null,
    settings: { learnFromCoupons },
  })
  return { mode, chosenOfferId: chosenArmId, propensity, arms }
}
