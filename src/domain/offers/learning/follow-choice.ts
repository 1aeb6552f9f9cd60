import { yuan } from '../../money.ts'
import type { ArmNumbers } from '../../learning/policy/arm-numbers.ts'
import type { OfferDecision } from '../ranking.ts'

/**
 * The decision with the chosen offer in front and recommended, the others in their order behind it. Null recommends
 * nothing; the eligible offers stay, for the advisor may still send one. An offer that is not among them changes nothing.
 */
export function followChoice(decision: OfferDecision, chosenOfferId: string | null): OfferDecision {
  if (chosenOfferId === null) return { ...decision, recommended: null, alternatives: [] }
  const chosen = decision.ranked.find(({ offer }) => offer.offerId === chosenOfferId)
  if (!chosen) return decision
  const others = decision.ranked.filter((entry) => entry !== chosen)
  const ranked = [chosen, ...others].map((entry, index) =>
    entry.rank === index + 1 ? entry : { ...entry, rank: index + 1 },
  )
  return { ...decision, ranked, recommended: ranked[0] ?? null, alternatives: ranked.slice(1, 3) }
}

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

/** Why no coupon is advised, with the numbers of the choice; `names` are the offers' headlines by id. */
export function declinedReasons(
  arms: readonly ArmNumbers[],
  names: Readonly<Record<string, string>>,
): string[] {
  const none = arms.find(({ armId }) => armId === null)
  const [best] = arms
    .filter(({ armId }) => armId !== null)
    .sort((a, b) => b.expectedValueFen - a.expectedValueFen)
  return [
    ...(none ? [`不发券预计也有${percent(none.baselineRate)}会买`] : []),
    ...(best
      ? [
          `最好的一项「${names[best.armId ?? ''] ?? ''}」用券约${percent(best.rate)}，预计净收益${yuan(Math.round(best.expectedValueFen))}元`,
        ]
      : []),
    ...(none ? [`今天按概率选择了不发券(概率${percent(none.propensity)})`] : []),
  ]
}
