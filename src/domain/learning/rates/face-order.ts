import type { Fen } from '../../money.ts'
import { isotonic } from './isotonic.ts'

/** Face value of an offer and the group inside which a larger face cannot redeem worse, e.g. all 满减. */
export interface Face {
  group: string
  valueFen: Fen
}

export interface FacedRate {
  rate: number
  /** How many trials the rate is worth. */
  weight: number
  face: Face | null
}

/**
 * The rates made non-decreasing in face value inside each group; rates without a face stay. Equal faces are not ordered
 * among themselves (they may differ in their conditions). Answers in the order given.
 */
export function monotoneRates(rates: readonly FacedRate[]): number[] {
  const result = rates.map(({ rate }) => rate)
  const groups = new Set(rates.flatMap(({ face }) => (face ? [face.group] : [])))
  for (const group of groups) {
    const members = rates
      .map((entry, place) => ({ ...entry, place }))
      .filter(({ face }) => face?.group === group)
      .sort((x, y) => (x.face?.valueFen ?? 0) - (y.face?.valueFen ?? 0) || x.rate - y.rate)
    const smoothed = isotonic(
      members.map(({ rate }) => rate),
      members.map(({ weight }) => weight),
    )
    members.forEach(({ place, rate }, index) => (result[place] = smoothed[index] ?? rate))
  }
  return result
}
