import { localDay } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import type { OfferContext } from '../context.ts'
import type { Offer, OfferTerms } from '../offer.ts'
import type { Refusal } from '../refusal.ts'

/** A birthday comes once a year: the rest between equal kinds does not hold it back. */
function isBirthdayOffer(terms: OfferTerms): boolean {
  return terms.audience.some(({ kind }) => kind === 'birthdayToday')
}

/**
 * Reasons from what the customer received before. A newcomers' offer: never twice for one natural person (OFF-13). The same offer: never again when it is once only (OFF-13), else
 * not until `repeatAfterDays` local days have passed. The same kind of reward: not within `sameKindRestDays`, for the
 * kinds that wear out (REST-KIND, ours; RISK-05 says why); the day on which the rest has passed is allowed.
 */
export function repeatRefusals(offer: Offer, facts: CustomerFacts, context: OfferContext): Refusal[] {
  const { terms } = offer
  const { sameKindRestDays, restingKinds } = context.settings
  const today = localDay(facts.asOf, facts.timeZone)
  const daysAgo = (issuedAt: number) => today - localDay(issuedAt, facts.timeZone)
  if (terms.isForNewcomers && context.hadNewcomerOffer === true)
    return [{ code: 'receivedBefore', ruleId: 'OFF-13', text: '新客优惠每人限一次，已经发过' }]
  const same = context.received.filter(({ offerId }) => offerId === offer.offerId)
  const { repeatAfterDays } = terms
  if (repeatAfterDays === null && same.length > 0)
    return [{ code: 'receivedBefore', ruleId: 'OFF-13', text: '每人限一次，已经发过' }]
  if (repeatAfterDays !== null && same.some(({ issuedAt }) => daysAgo(issuedAt) < repeatAfterDays))
    return [{ code: 'receivedBefore', ruleId: 'OFF-13', text: `${repeatAfterDays}天内已发过这张券` }]
  if (isBirthdayOffer(terms)) return []
  const kinds = terms.rewards.map(({ kind }) => kind).filter((kind) => restingKinds.includes(kind))
  const isRepeated = context.received.some(
    ({ rewardKinds, issuedAt }) =>
      daysAgo(issuedAt) < sameKindRestDays && rewardKinds.some((kind) => kinds.includes(kind)),
  )
  return isRepeated
    ? [{ code: 'sameKind', ruleId: 'REST-KIND', text: `${sameKindRestDays}天内已发同类` }]
    : []
}
