import type { BetaRate } from '../rates/posterior.ts'
import { drawGamma } from './gamma-draw.ts'
import type { Draw } from './generator.ts'

/** A rate from Beta(a, b) as X / (X + Y) of two gamma numbers; a = 0 gives 0, b = 0 gives 1. */
export function drawRate({ a, b }: BetaRate, draw: Draw): number {
  const hits = drawGamma(a, draw)
  const misses = drawGamma(b, draw)
  return hits + misses > 0 ? hits / (hits + misses) : a / (a + b)
}
