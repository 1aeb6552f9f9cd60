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
  const valueAt = (place: number) => rates[place]?.face?.valueFen ?? 0
  const rateAt = (place: number) => rates[place]?.rate ?? 0
  for (const members of placesByGroup(rates).values()) {
    if (members.length < 2) continue
    members.sort((x, y) => valueAt(x) - valueAt(y) || rateAt(x) - rateAt(y))
    const smoothed = isotonic(
      members.map(rateAt),
      members.map((place) => rates[place]?.weight ?? 1),
    )
    members.forEach((place, index) => (result[place] = smoothed[index] ?? rateAt(place)))
  }
  return result
}

function placesByGroup(rates: readonly FacedRate[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  rates.forEach(({ face }, place) => {
    if (!face) return
    const members = groups.get(face.group)
    if (members) members.push(place)
    else groups.set(face.group, [place])
  })
  return groups
}
