import { gammaTail } from './gamma-tail.ts'

/** P(Z ≤ z) of the standard normal, through P(Z² > z²) = Q(1/2, z²/2); error below 1e-13, relative in the lower tail too. */
export function normalCdf(z: number): number {
  const tail = gammaTail(0.5, (z * z) / 2) / 2
  return z > 0 ? 1 - tail : tail
}

/**
 * The z with P(Z ≤ z) = p, 0 < p < 1 (0 and 1 give ∓Infinity). Starts at Abramowitz & Stegun 26.2.23 (error 4.5e-4) and
 * takes three Halley steps on `normalCdf`.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability ${p} is not in 0..1`)
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p === 0) return -Infinity
  let z = -firstGuess(p)
  for (let step = 0; step < 3; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const newton = (normalCdf(z) - p) / density
    z -= newton / (1 + (z * newton) / 2)
  }
  return z
}

function firstGuess(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return t - above / below
}
