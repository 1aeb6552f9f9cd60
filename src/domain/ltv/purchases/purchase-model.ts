import { logGamma } from '../numeric/log-gamma.ts'

/** BG/NBD: a buyer may leave after each repeat purchase. MBG/NBD: also straight after the first one. */
export type PurchaseModelKind = 'bg-nbd' | 'mbg-nbd'

/** `repeatDays` = x, `recencyWeeks` = t_x (0 when x = 0), `observedWeeks` = T >= t_x. */
export interface PurchaseHistory {
  repeatDays: number
  recencyWeeks: number
  observedWeeks: number
}

/** r and alpha (weeks) shape the buying rate, a and b the chance to leave. All positive. */
export interface PurchaseParameters {
  r: number
  alpha: number
  a: number
  b: number
}

/** m of the formulae: chances to leave before the first repeat purchase, 0 (BG/NBD) or 1 (MBG/NBD). */
export function chancesToLeaveAtStart(kind: PurchaseModelKind): 0 | 1 {
  return kind === 'mbg-nbd' ? 1 : 0
}

/**
 * Log-likelihood of one buyer's history, in weeks: A1 + A2 + ln(e^A3 + e^A4).
 * Source: Fader, Hardie & Lee (2005) for BG/NBD; Batislam, Denizel & Filiztekin (2007) for MBG/NBD.
 */
export function purchaseLogLikelihood(
  history: PurchaseHistory,
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
): number {
  const { repeatDays: x, recencyWeeks, observedWeeks } = history
  const { r, alpha } = parameters
  const stays = -(r + x) * Math.log(alpha + observedWeeks)
  const left = logLeavingOdds(x, parameters, kind) - (r + x) * Math.log(alpha + recencyWeeks)
  return countLogLikelihood(x, parameters, kind) + logAddExp(stays, left)
}

/** A1 + A2, the part of the log-likelihood that depends on the number of repeat days only. */
export function countLogLikelihood(
  x: number,
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
): number {
  const { r, alpha, a, b } = parameters
  const m = chancesToLeaveAtStart(kind)
  const rate = logGamma(r + x) - logGamma(r) + r * Math.log(alpha)
  return rate + logGamma(a + b) + logGamma(b + x + m) - logGamma(b) - logGamma(a + b + x + m)
}

/** ln a - ln(b + x - 1 + m); -Infinity for BG/NBD without repeat purchase, where nobody can have left. */
export function logLeavingOdds(x: number, parameters: PurchaseParameters, kind: PurchaseModelKind): number {
  const m = chancesToLeaveAtStart(kind)
  return x + m === 0 ? -Infinity : Math.log(parameters.a) - Math.log(parameters.b + x - 1 + m)
}

/** ln(e^left + e^right) without overflow; either side may be -Infinity. */
export function logAddExp(left: number, right: number): number {
  const high = Math.max(left, right)
  return high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(left, right) - high))
}

/**
 * Probability, 0 to 1, that the buyer has not left at the end of the observation:
 * 1 / (1 + e^(A4 - A3)); exactly 1 for BG/NBD without repeat purchase.
 */
export function probabilityAlive(
  history: PurchaseHistory,
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
): number {
  const { repeatDays: x, recencyWeeks, observedWeeks } = history
  const silence = Math.log(parameters.alpha + observedWeeks) - Math.log(parameters.alpha + recencyWeeks)
  return 1 / (1 + Math.exp(logLeavingOdds(x, parameters, kind) + (parameters.r + x) * silence))
}
