import type { PurchaseHistory, PurchaseParameters } from '../../../src/domain/ltv/purchases/purchase-model.ts'

export type Draw = () => number

/** Uniform draws in [0, 1) that repeat for the same seed (mulberry32). */
export function seededDraws(seed: number): Draw {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function drawNormal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}

/** Gamma with scale 1, after Marsaglia and Tsang; shapes below 1 by the power trick. */
export function drawGamma(shape: number, draw: Draw): number {
  if (shape < 1) return drawGamma(shape + 1, draw) * (1 - draw()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = drawNormal(draw)
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (cube > 0 && Math.log(1 - draw()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube))
      return d * cube
  }
}

export function drawBeta(a: number, b: number, draw: Draw): number {
  const left = drawGamma(a, draw)
  return left / (left + drawGamma(b, draw))
}

export interface SimulatedBuyer {
  history: PurchaseHistory
  laterPurchases: number
}

/** One buyer who lives by the BG/NBD story, watched for `observedWeeks` and then for `laterWeeks` more. */
export function simulateBuyer(
  parameters: PurchaseParameters,
  observedWeeks: number,
  laterWeeks: number,
  draw: Draw,
): SimulatedBuyer {
  const rate = drawGamma(parameters.r, draw) / parameters.alpha
  const chanceToLeave = drawBeta(parameters.a, parameters.b, draw)
  const times: number[] = []
  let at = 0
  for (;;) {
    at -= Math.log(1 - draw()) / rate
    if (!(at <= observedWeeks + laterWeeks)) break
    times.push(at)
    if (draw() < chanceToLeave) break
  }
  const seen = times.filter((time) => time <= observedWeeks)
  const history = { repeatDays: seen.length, recencyWeeks: seen[seen.length - 1] ?? 0, observedWeeks }
  return { history, laterPurchases: times.length - seen.length }
}
