import type { Fen } from '../../money.ts'
import { drawRate } from '../random/beta-draw.ts'
import type { Draw } from '../random/generator.ts'
import { monotoneRates, type Face } from '../rates/face-order.ts'
import { armRate, type ArmCounts } from '../rates/pooled-rate.ts'
import { meanRate, type BetaRate } from '../rates/posterior.ts'
import { incrementalValueFen, type ValueBasis } from './incremental-value.ts'

/** An eligible offer with what is known of it. */
export interface OfferArm {
  armId: string
  /** Worst-case cost of one redemption. */
  costFen: Fen
  /** Prior rate at which an issued coupon is redeemed. */
  priorRate: number
  /** Prior rate at which the same customers buy without it. */
  baselineRate: number
  face: Face | null
  counts: ArmCounts
}

export interface ArmBelief {
  arm: OfferArm
  rate: BetaRate
  /** Belief about buying without an offer; arms with the same baseline prior share one object and so one draw. */
  baseline: BetaRate
}

export interface ArmValue {
  rate: number
  baselineRate: number
  /** Unrounded. */
  valueFen: number
}

/** What is believed of each arm: pooled over all customers, or of the segment when `isPersonal`. */
export function armBeliefs(
  arms: readonly OfferArm[],
  noOffer: ArmCounts,
  options: { isPersonal: boolean; kappa?: number },
): ArmBelief[] {
  const baselines = new Map<number, BetaRate>()
  return arms.map((arm) => {
    const baseline = baselines.get(arm.baselineRate) ?? armRate(arm.baselineRate, noOffer, options)
    baselines.set(arm.baselineRate, baseline)
    return { arm, rate: armRate(arm.priorRate, arm.counts, options), baseline }
  })
}

/** Value of each arm when every belief is replaced by the rate that `pick` gives for it, made monotone in face value. */
export function armValues(
  beliefs: readonly ArmBelief[],
  basis: ValueBasis,
  pick: (belief: BetaRate) => number,
): ArmValue[] {
  const picked = new Map<BetaRate, number>()
  for (const { baseline } of beliefs) if (!picked.has(baseline)) picked.set(baseline, pick(baseline))
  const rates = monotoneRates(
    beliefs.map(({ arm, rate }) => ({ rate: pick(rate), weight: rate.a + rate.b, face: arm.face })),
  )
  return beliefs.map(({ arm, baseline }, index) => {
    const rate = rates[index] ?? 0
    const baselineRate = picked.get(baseline) ?? 0
    const valueFen = incrementalValueFen({ rate, baselineRate, costFen: arm.costFen }, basis)
    return { rate, baselineRate, valueFen }
  })
}

export const expectedValues = (beliefs: readonly ArmBelief[], basis: ValueBasis) =>
  armValues(beliefs, basis, meanRate)

export const drawnValues = (beliefs: readonly ArmBelief[], basis: ValueBasis, draw: Draw) =>
  armValues(beliefs, basis, (belief) => drawRate(belief, draw))
