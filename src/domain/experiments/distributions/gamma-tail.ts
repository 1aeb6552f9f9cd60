import { logGamma } from '../../ltv/numeric/log-gamma.ts'

const precision = 1e-16
const maxTerms = 10_000
const tiny = 1e-300

/**
 * Regularised upper incomplete gamma function Q(a, x) for a > 0, x ≥ 0: the series of P below x = a + 1, else Lentz's
 * continued fraction, each to double precision. Source: Abramowitz & Stegun 6.5.29 and 6.5.31.
 */
export function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < maxTerms && term > sum * precision; n += 1) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < maxTerms; n += 1) {
    const step = n * (a - n)
    b += 2
    d = 1 / nonZero(step * d + b)
    c = nonZero(b + step / c)
    fraction *= c * d
    if (Math.abs(c * d - 1) < precision) break
  }
  return fraction
}

const nonZero = (value: number) => (Math.abs(value) < tiny ? tiny : value)
