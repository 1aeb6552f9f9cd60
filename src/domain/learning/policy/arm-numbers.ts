import type { ArmBelief, ArmValue } from './arm-beliefs.ts'

/** `armId` null is "no offer"; its rate is the mean belief about buying without one. */
export interface ArmNumbers {
  armId: string | null
  propensity: number
  rate: number
  baselineRate: number
  expectedValueFen: number
}

/** The numbers behind a choice, in the order of the arms; the last propensity is that of "no offer". */
export function armNumbers(
  beliefs: readonly ArmBelief[],
  values: readonly ArmValue[],
  shares: readonly number[],
): ArmNumbers[] {
  const offers = values.map(({ rate, baselineRate, valueFen }, place) => {
    const armId = beliefs[place]?.arm.armId ?? null
    return { armId, propensity: shares[place] ?? 0, rate, baselineRate, expectedValueFen: valueFen }
  })
  const baseline =
    values.reduce((sum, { baselineRate }) => sum + baselineRate, 0) / Math.max(1, values.length)
  const none = { armId: null, rate: baseline, baselineRate: baseline, expectedValueFen: 0 }
  return [...offers, { ...none, propensity: shares.at(-1) ?? 1 }]
}
