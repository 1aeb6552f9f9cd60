import type { MeanResult } from './arm-result.ts'

export interface SequenceSettings {
  /** Chance of ever excluding a true 0, over all looks together. */
  alpha: number
  /** N*, the total of both variants at which the interval is tightest. */
  plannedCustomers: number
}

export const defaultSequence: SequenceSettings = { alpha: 0.05, plannedCustomers: 5000 }

/** A relative lift and its interval, all as shares (0.5 = B is half as much again as A). */
export interface LiftInterval {
  lift: number
  standardError: number
  low: number
  high: number
}

/** rho with rho² = (−2 ln alpha + ln(−2 ln alpha + 1)) / N*. Source: Waudby-Smith et al. (2023). */
export function sequenceRho({ alpha, plannedCustomers }: SequenceSettings): number {
  const logarithm = -2 * Math.log(alpha)
  return Math.sqrt((logarithm + Math.log(logarithm + 1)) / plannedCustomers)
}

/**
 * Half-width of the always-valid interval: se √N √( 2(Nρ² + 1) / (N²ρ²) · ln(√(Nρ² + 1) / alpha) ), N = customers of both
 * variants. It holds at every look at once. Source: GrowthBook's sequential testing.
 */
export function sequenceHalfWidth(
  standardError: number,
  customers: number,
  settings: SequenceSettings,
): number {
  const scaled = customers * sequenceRho(settings) ** 2
  const inner = ((2 * (scaled + 1)) / (customers * scaled)) * Math.log(Math.sqrt(scaled + 1) / settings.alpha)
  return standardError * Math.sqrt(customers) * Math.sqrt(inner)
}

/**
 * Relative lift of B over A, d = (mB − mA) / mA, with se² = sA² mB² / (mA⁴ nA) + sB² / (mA² nB) and its always-valid
 * interval. Null while A's mean is 0 or a variant has no customers: a relative lift does not exist yet.
 */
export function liftInterval(
  a: MeanResult,
  b: MeanResult,
  settings: SequenceSettings = defaultSequence,
): LiftInterval | null {
  if (a.mean === 0 || a.customers === 0 || b.customers === 0) return null
  const lift = (b.mean - a.mean) / a.mean
  const standardError = Math.sqrt(
    (a.standardDeviation ** 2 * b.mean ** 2) / (a.mean ** 4 * a.customers) +
      b.standardDeviation ** 2 / (a.mean ** 2 * b.customers),
  )
  const half = sequenceHalfWidth(standardError, a.customers + b.customers, settings)
  return { lift, standardError, low: lift - half, high: lift + half }
}
