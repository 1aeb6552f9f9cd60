import type { Draw } from './generator.ts'

/** A standard normal number, by the polar form of Box and Muller (Marsaglia & Bray 1964). */
export function drawNormal(draw: Draw): number {
  for (;;) {
    const x = 2 * draw() - 1
    const y = 2 * draw() - 1
    const square = x * x + y * y
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}

/**
 * A number from Gamma(shape, scale 1); shape 0 gives 0. Below 1 the shape is raised by one and the number multiplied by
 * U^(1/shape). Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
 */
export function drawGamma(shape: number, draw: Draw): number {
  if (shape <= 0) return 0
  if (shape < 1) return drawGamma(shape + 1, draw) * (1 - draw()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = drawNormal(draw)
    const root = 1 + c * normal
    const v = root * root * root
    if (v <= 0) continue
    const u = 1 - draw()
    const square = normal * normal
    // What lies under the squeeze is accepted without the logarithms, which would say the same.
    if (u < 1 - 0.0331 * square * square || Math.log(u) < square / 2 + d - d * v + d * Math.log(v))
      return d * v
  }
}
