import type { EligibleOffer, RefusedOffer } from '../refusal.ts'
import type { RewardKind } from '../offer.ts'

/** What takes the place of money off that the customer's worth does not bear, the first before the second (C9). */
const swapKinds: readonly RewardKind[] = ['pointsMultiplier', 'freeShipping']

function swapPlace({ offer }: EligibleOffer): number {
  const places = offer.terms.rewards.map(({ kind }) => swapKinds.indexOf(kind))
  return places.includes(-1) ? -1 : Math.min(...places)
}

/**
 * The eligible offer to send in place of one that OFF-01 refuses: more points, else free shipping; of equals the cheaper,
 * at last by offer id. Null when OFF-01 is not among the reasons, or nothing of the kind may be sent. C9, OFF-03.
 */
export function swapFor(refused: RefusedOffer, eligible: readonly EligibleOffer[]): string | null {
  if (!refused.refusals.some(({ ruleId }) => ruleId === 'OFF-01')) return null
  const [first] = eligible
    .map((entry) => ({ entry, place: swapPlace(entry) }))
    .filter(({ place }) => place >= 0)
    .sort(
      (a, b) =>
        a.place - b.place ||
        a.entry.costFen - b.entry.costFen ||
        (a.entry.offer.offerId < b.entry.offer.offerId ? -1 : 1),
    )
  return first?.entry.offer.offerId ?? null
}
