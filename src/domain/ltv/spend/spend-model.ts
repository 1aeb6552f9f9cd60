import { logGamma } from '../numeric/log-gamma.ts'

/** Gamma-Gamma: p the shape of one order's value, q (> 1) and v (currency) spread the level between customers. */
export interface SpendParameters {
  p: number
  q: number
  v: number
}

/** `repeatDays` = x >= 1, `meanValue` > 0 in the currency of v. */
export interface SpendHistory {
  repeatDays: number
  meanValue: number
}

/**
 * Log-likelihood of the mean value of x repeat purchases. Source: Fader & Hardie, note 025 "The Gamma-Gamma model of
 * monetary value" (2013). Assumes that a customer's order value does not depend on how often they buy.
 */
export function spendLogLikelihood(
  { repeatDays: x, meanValue }: SpendHistory,
  parameters: SpendParameters,
): number {
  const { p, q, v } = parameters
  const gammas = logGamma(p * x + q) - logGamma(p * x) - logGamma(q)
  const powers = q * Math.log(v) + (p * x - 1) * Math.log(meanValue) + p * x * Math.log(x)
  return gammas + powers - (p * x + q) * Math.log(x * meanValue + v)
}

/**
 * Expected value of the next order, in the currency of v: p (v + x m) / (p x + q - 1).
 * With x = 0 it is the mean over all customers, p v / (q - 1). Finite for q > 1. A negative mean counts as 0.
 */
export function expectedOrderValue(
  { repeatDays: x, meanValue }: SpendHistory,
  parameters: SpendParameters,
): number {
  const { p, q, v } = parameters
  return (p * (v + x * Math.max(0, meanValue))) / (p * x + q - 1)
}
