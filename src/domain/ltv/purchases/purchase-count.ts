import { logGamma } from '../numeric/log-gamma.ts'
import { chancesToLeaveAtStart, type PurchaseModelKind, type PurchaseParameters } from './purchase-model.ts'

const maxTailTerms = 100_000

/**
 * Probability that a buyer makes exactly `count` (0, 1, 2, …) repeat purchases in the `weeks` (> 0) after the first one.
 * Source: Fader, Hardie & Lee (2005), eq. 8; MBG/NBD has one chance to leave more.
 */
export function purchaseCountProbability(
  count: number,
  weeks: number,
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
): number {
  const { r, alpha, a, b } = parameters
  const m = chancesToLeaveAtStart(kind)
  const share = weeks / (alpha + weeks)
  const stays = Math.exp(logBeta(a, b + count + m) - logBeta(a, b) + logCountChance(count, r, share))
  if (count + m === 0) return stays
  const leaves = Math.exp(logBeta(a + 1, b + count - 1 + m) - logBeta(a, b))
  return stays + leaves * chanceOfAtLeast(count, r, share)
}

function logBeta(left: number, right: number): number {
  return logGamma(left) + logGamma(right) - logGamma(left + right)
}

function logCountChance(count: number, shape: number, share: number): number {
  const ways = logGamma(shape + count) - logGamma(shape) - logGamma(count + 1)
  return ways + shape * Math.log1p(-share) + count * Math.log(share)
}

// Above the mean the tail is summed itself: 1 minus the head would lose its digits.
function chanceOfAtLeast(count: number, shape: number, share: number): number {
  const mean = (shape * share) / (1 - share)
  if (count <= mean) return 1 - headChance(count, shape, share)
  let term = Math.exp(logCountChance(count, shape, share))
  let sum = 0
  for (let n = count; n < count + maxTailTerms && term > 1e-17 * sum; n += 1) {
    sum += term
    term *= (share * (shape + n)) / (n + 1)
  }
  return sum
}

function headChance(count: number, shape: number, share: number): number {
  let sum = 0
  for (let n = 0; n < count; n += 1) sum += Math.exp(logCountChance(n, shape, share))
  return Math.min(1, sum)
}
