import { rateAsMean, type RateResult } from './arm-result.ts'

/** Standard deviation of the differences in rate that are expected, as a share (0.03 = 3 points). */
export const defaultTau = 0.03

/**
 * Likelihood ratio of the mixture sequential test of two rates, L = √(V / (V + nτ²)) exp(n²τ²d² / (2V(V + nτ²))), with
 * V = mA(1 − mA) + mB(1 − mB), d = mB − mA and n = customers of one variant (the smaller of the two). 1 while V is 0.
 * Source: Johari et al., "Always valid inference" (2015).
 */
export function mixtureRatio(a: RateResult, b: RateResult, tau = defaultTau): number {
  const [first, second] = [rateAsMean(a), rateAsMean(b)]
  const n = Math.min(a.customers, b.customers)
  const v = first.standardDeviation ** 2 + second.standardDeviation ** 2
  if (v === 0) return 1
  const d = second.mean - first.mean
  const spread = v + n * tau * tau
  return Math.sqrt(v / spread) * Math.exp((n * n * tau * tau * d * d) / (2 * v * spread))
}

/** The always-valid p after another look: the least 1 / L so far, at most 1. `before` is 1 at the first look. */
export function alwaysValidP(before: number, ratio: number): number {
  return Math.min(1, before, 1 / ratio)
}
