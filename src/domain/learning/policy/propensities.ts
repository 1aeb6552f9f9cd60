import type { Draw } from '../random/generator.ts'

/**
 * How often each arm wins `draws` rounds of Thompson sampling. The last place of the answer is "no offer", worth 0; an
 * arm must be worth more than 0 to beat it. Of equal arms the first wins. Source: Thompson (1933).
 */
export function winningShares(
  arms: number,
  draws: number,
  drawValues: () => readonly { valueFen: number }[],
): number[] {
  const wins = Array.from({ length: arms + 1 }, () => 0)
  for (let round = 0; round < draws; round += 1) {
    let winner = arms
    let best = 0
    drawValues().forEach(({ valueFen }, index) => {
      if (valueFen > best) [winner, best] = [index, valueFen]
    })
    wins[winner] = (wins[winner] ?? 0) + 1
  }
  return wins.map((count) => count / draws)
}

/** The shares with `floor` of the probability spread evenly over all arms: floor / K + (1 − floor) · share. They sum to 1. */
export function withFloor(shares: readonly number[], floor: number): number[] {
  return shares.map((share) => floor / shares.length + (1 - floor) * share)
}

/** The place that one uniform number falls on when the probabilities are laid end to end. */
export function pickPlace(probabilities: readonly number[], draw: Draw): number {
  let rest = draw()
  for (const [place, probability] of probabilities.entries()) {
    rest -= probability
    if (rest < 0) return place
  }
  return probabilities.length - 1
}
