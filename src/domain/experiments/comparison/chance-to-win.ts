import { logGamma } from '../../ltv/numeric/log-gamma.ts'
import { normalCdf } from '../distributions/normal.ts'
import type { RateResult } from './arm-result.ts'

interface Counts {
  a: number
  b: number
}

export interface BayesDisplay {
  /** P(B > A) under Beta(1, 1) priors. */
  chanceBWins: number
  /** Expected rate given up by choosing B, respectively A. */
  expectedLossOfB: number
  expectedLossOfA: number
}

const longestSum = 100_000

/**
 * For display only, never to stop on: the chance that B's rate is higher and what choosing a side costs on average.
 * Source: E. Miller, "Formulas for Bayesian A/B testing"; C. Stucchio (VWO).
 */
export function bayesDisplay(resultA: RateResult, resultB: RateResult): BayesDisplay {
  const [a, b] = [withPrior(resultA), withPrior(resultB)]
  return {
    chanceBWins: chanceHigher(a, b),
    expectedLossOfB: expectedLoss(a, b),
    expectedLossOfA: expectedLoss(b, a),
  }
}

function withPrior({ customers, successes }: RateResult): Counts {
  return { a: successes + 1, b: customers - successes + 1 }
}

/** E[max(pA − pB, 0)]: what is lost by choosing B. */
function expectedLoss(a: Counts, b: Counts): number {
  const loss =
    (a.a / (a.a + a.b)) * chanceHigher(b, { a: a.a + 1, b: a.b }) -
    (b.a / (b.a + b.b)) * chanceHigher({ a: b.a + 1, b: b.b }, a)
  return Math.max(0, loss)
}

/** P(pB > pA). The sum runs over the smallest of the four counts; above 100,000 terms the normal approximation serves. */
function chanceHigher(a: Counts, b: Counts): number {
  const shortest = Math.min(a.a, a.b, b.a, b.b)
  if (shortest > longestSum) return normalChance(a, b)
  if (shortest === b.a) return summedChance(a, b)
  if (shortest === a.a) return 1 - summedChance(b, a)
  if (shortest === a.b) return summedChance(mirrored(b), mirrored(a))
  return 1 - summedChance(mirrored(a), mirrored(b))
}

/** Σ_{i<aB} exp[ln B(aA+i, bA+bB) − ln(bB+i) − ln B(1+i, bB) − ln B(aA, bA)]. */
function summedChance(a: Counts, b: Counts): number {
  const fixed = logBeta(a.a, a.b)
  let sum = 0
  for (let i = 0; i < b.a; i += 1) {
    sum += Math.exp(logBeta(a.a + i, a.b + b.b) - Math.log(b.b + i) - logBeta(1 + i, b.b) - fixed)
  }
  return Math.min(1, sum)
}

function normalChance(a: Counts, b: Counts): number {
  const [left, right] = [a, b].map(({ a: hits, b: misses }) => {
    const total = hits + misses
    return { mean: hits / total, variance: (hits * misses) / (total * total * (total + 1)) }
  })
  if (!left || !right) return 0.5
  return normalCdf((right.mean - left.mean) / Math.sqrt(left.variance + right.variance))
}

const mirrored = ({ a, b }: Counts): Counts => ({ a: b, b: a })
const logBeta = (x: number, y: number) => logGamma(x) + logGamma(y) - logGamma(x + y)
