import {
  chancesToLeaveAtStart,
  probabilityAlive,
  type PurchaseHistory,
  type PurchaseModelKind,
  type PurchaseParameters,
} from './purchase-model.ts'

const maxTerms = 100_000
const precision = 1e-15
const rescaleAbove = 1e200

/**
 * Expected number of purchases in the `horizonWeeks` after the observation, (T, T + t]; 0 for a horizon <= 0.
 * P(alive) x sum over n of NB(n; r + x, t / (alpha + T + t)) x S_n, S_n = sum of (B)_k / (a + B)_k for k < n,
 * B = b + x + m. Every term is positive, so it stays finite at a = 1, at a + b + x = 1 and for thousands of
 * purchases, where the closed form with 1 / (a - 1) and 2F1 (Fader, Hardie & Lee 2005, eq. 10) does not.
 */
export function expectedPurchases(
  history: PurchaseHistory,
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
  horizonWeeks: number,
): number {
  if (horizonWeeks <= 0) return 0
  const shape = parameters.r + history.repeatDays
  const share = horizonWeeks / (parameters.alpha + history.observedWeeks + horizonWeeks)
  const staying = parameters.b + history.repeatDays + chancesToLeaveAtStart(kind)
  return probabilityAlive(history, parameters, kind) * meanUntilLeaving(shape, share, parameters.a, staying)
}

/** Expected purchases in the first `horizonWeeks` after the first order of somebody who has just placed it. */
export function expectedPurchasesOfNewBuyer(
  parameters: PurchaseParameters,
  kind: PurchaseModelKind,
  horizonWeeks: number,
): number {
  const firstOrder = { repeatDays: 0, recencyWeeks: 0, observedWeeks: 0 }
  return expectedPurchases(firstOrder, parameters, kind, horizonWeeks)
}

// The weights are the negative binomial without its factor (1 - z)^s, which underflows for busy buyers;
// dividing by their sum puts the factor back.
function meanUntilLeaving(shape: number, share: number, leaving: number, staying: number): number {
  const meanCount = (shape * share) / (1 - share)
  let weight = 1
  let weightSum = 1
  let sum = 0
  let kept = 0
  let survival = 1
  for (let n = 1; n <= maxTerms; n += 1) {
    weight *= (share * (shape + n - 1)) / n
    kept += survival
    survival *= (staying + n - 1) / (leaving + staying + n - 1)
    weightSum += weight
    sum += weight * kept
    if (n > meanCount && weight * kept <= precision * sum) break
    if (weightSum > rescaleAbove) {
      weight /= rescaleAbove
      weightSum /= rescaleAbove
      sum /= rescaleAbove
    }
  }
  return sum / weightSum
}
