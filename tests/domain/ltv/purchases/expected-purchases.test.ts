import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expectedPurchases,
  expectedPurchasesOfNewBuyer,
} from '../../../../src/domain/ltv/purchases/expected-purchases.ts'
import {
  probabilityAlive,
  type PurchaseHistory,
} from '../../../../src/domain/ltv/purchases/purchase-model.ts'
import { bgParameters, bgReference, mbgParameters } from './published-parameters.ts'

function history(repeatDays: number, recencyWeeks: number, observedWeeks: number): PurchaseHistory {
  return { repeatDays, recencyWeeks, observedWeeks }
}

const textbook = history(2, 30.43, 38.86)

/** Gauss's hypergeometric series, good for the ordinary parameters of the closed form. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < 20_000 && Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1))
    sum += term
  }
  return sum
}

describe('expectedPurchases', () => {
  it('gives the published numbers', () => {
    expect(Math.abs(expectedPurchases(textbook, bgParameters, 'bg-nbd', 39) - 1.2260281747671)).toBeLessThan(
      1e-9,
    )
    const busy = history(26, 216 / 7, 31)
    expect(Math.abs(expectedPurchases(busy, bgReference, 'bg-nbd', 52) - 25.7565858907)).toBeLessThan(1e-6)
    expect(Math.abs(expectedPurchases(textbook, mbgParameters, 'mbg-nbd', 39) - 1.2629606234)).toBeLessThan(
      1e-7,
    )
  })

  it.each([
    [10, 0.3474606275],
    [15, 0.0428339119],
    [20, 0.0041589726],
    [25, 0.00035836852],
  ])('shows the paradox of rising frequency at x = %d', (x, expected) => {
    const actual = expectedPurchases(history(x, 20, 39), bgReference, 'bg-nbd', 52)
    expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-6)
  })

  it('stays finite where the closed form does not', () => {
    const atOne = expectedPurchases(textbook, { ...bgParameters, a: 1 }, 'bg-nbd', 39)
    expect(Math.abs(atOne / 1.102136786 - 1)).toBeLessThan(1e-9)
    const other = expectedPurchases(history(2, 30, 38), { r: 0.25, alpha: 4.4, a: 1, b: 2.4 }, 'bg-nbd', 39)
    expect(Math.abs(other / 1.1255383028 - 1)).toBeLessThan(1e-9)
    const small = expectedPurchases(history(0, 0, 20), { r: 0.3, alpha: 4, a: 0.3, b: 0.4 }, 'bg-nbd', 39)
    expect(Math.abs(small / 0.3680696884 - 1)).toBeLessThan(1e-9)
    const huge = expectedPurchases(history(2000, 99, 100), bgParameters, 'bg-nbd', 52)
    expect(Math.abs(huge / 0.0092944465 - 1)).toBeLessThan(1e-8)
  })

  it('equals the closed form with 2F1 on ordinary parameters', () => {
    const { r, alpha, a, b } = bgParameters
    for (const [x, recency, observed, t] of [
      [1, 5, 30, 10],
      [4, 28, 30, 39],
      [9, 30, 38, 26],
    ] as const) {
      const z = t / (alpha + observed + t)
      const base = ((alpha + observed) / (alpha + observed + t)) ** (r + x)
      const shape = a + b + x - 1
      const closed = (shape / (a - 1)) * (1 - base * hypergeometric(r + x, b + x, shape, z))
      const row = history(x, recency, observed)
      const alive = probabilityAlive(row, bgParameters, 'bg-nbd')
      expect(expectedPurchases(row, bgParameters, 'bg-nbd', t)).toBeCloseTo(closed * alive, 10)
    }
  })

  it('is 0 for a horizon of 0 or less', () => {
    expect(expectedPurchases(textbook, bgParameters, 'bg-nbd', 0)).toBe(0)
    expect(expectedPurchases(textbook, bgParameters, 'bg-nbd', -1)).toBe(0)
  })

  it('is finite, at least 0 and rises with the horizon, whatever the parameters', () => {
    const positive = fc.double({ min: 1e-5, max: 1e5, noNaN: true })
    const count = fc.integer({ min: 0, max: 3000 })
    const weeks = fc.double({ min: 0, max: 500, noNaN: true })
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        positive,
        count,
        weeks,
        weeks,
        (r, alpha, a, b, x, t1, t2) => {
          const row = history(x, x === 0 ? 0 : Math.min(t1, t2), Math.max(t1, t2))
          const parameters = { r, alpha, a, b }
          const near = expectedPurchases(row, parameters, 'mbg-nbd', 10)
          const far = expectedPurchases(row, parameters, 'mbg-nbd', 20)
          expect(near).toBeGreaterThanOrEqual(0)
          expect(far).toBeGreaterThanOrEqual(near * (1 - 1e-9))
          expect(Number.isFinite(far)).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('expectedPurchasesOfNewBuyer', () => {
  it('gives the published first year', () => {
    expect(Math.abs(expectedPurchasesOfNewBuyer(bgReference, 'bg-nbd', 52) - 1.4440041565)).toBeLessThan(1e-6)
    expect(Math.abs(expectedPurchasesOfNewBuyer(mbgParameters, 'mbg-nbd', 52) - 1.4197237577)).toBeLessThan(
      1e-7,
    )
  })
})
