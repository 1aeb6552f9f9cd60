/** What was tried and what came of it: coupons sent and redeemed, or customers without an offer and those who bought. */
export interface RateCounts {
  trials: number
  successes: number
}

/** A rate that is known as Beta(a, b). */
export interface BetaRate {
  a: number
  b: number
}

export const defaultKappa = 10
const smallestKappa = 2
const largestKappa = 20

/**
 * Belief about a rate: p ~ Beta(kappa·m + s, kappa·(1 − m) + n − s), where m is the rate to shrink to and kappa (2 to 20,
 * inclusive) how many trials it is worth. Throws when kappa, m or the counts are impossible.
 */
export function shrunkenRate(
  shrinkTo: number,
  { trials, successes }: RateCounts,
  kappa = defaultKappa,
): BetaRate {
  if (!(kappa >= smallestKappa && kappa <= largestKappa))
    throw new RangeError(`kappa ${kappa} is not in ${smallestKappa}..${largestKappa}`)
  if (!(shrinkTo >= 0 && shrinkTo <= 1)) throw new RangeError(`rate ${shrinkTo} is not in 0..1`)
  if (!(successes >= 0 && successes <= trials))
    throw new RangeError(`${successes} successes of ${trials} trials`)
  return { a: kappa * shrinkTo + successes, b: kappa * (1 - shrinkTo) + trials - successes }
}

/** The mean of the belief. */
export function meanRate({ a, b }: BetaRate): number {
  return a / (a + b)
}
