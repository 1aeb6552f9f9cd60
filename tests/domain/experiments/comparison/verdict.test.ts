import { describe, expect, it } from 'vitest'
import { rateAsMean, type MeanResult } from '../../../../src/domain/experiments/comparison/arm-result.ts'
import { compareVariants, defaultPlan } from '../../../../src/domain/experiments/comparison/verdict.ts'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'

const rate = (successes: number, customers: number) => rateAsMean({ successes, customers })
const precise = (mean: number, customers = 1000): MeanResult => ({ customers, mean, standardDeviation: 1e-6 })
const verdict = (a: MeanResult, b: MeanResult) => compareVariants(a, b).verdict

describe('compareVariants', () => {
  it('stops for a winner on either side', () => {
    expect(verdict(rate(1396, 3000), rate(2422, 3461))).toBe('bWins')
    expect(verdict(rate(2422, 3461), rate(1396, 3000))).toBe('aWins')
  })

  it('stops when the difference cannot matter', () => {
    expect(verdict(rate(5000, 10_000), rate(5010, 10_000))).toBe('noDifference')
    const wide = compareVariants(rate(5000, 10_000), rate(5010, 10_000), {
      ...defaultPlan,
      minimumEffect: 0.01,
    })
    expect(wide.verdict).toBe('undecided')
  })

  it.each([
    [4999, 'running'],
    [5000, 'undecided'],
    [5001, 'undecided'],
  ])('with %i customers on each side and no answer is %s', (customers, expected) => {
    expect(verdict(rate(500, customers), rate(510, customers))).toBe(expected)
  })

  it('divides alpha among more than two variants', () => {
    expect(compareVariants(rate(10, 100), rate(12, 100)).alpha).toBe(0.05)
    const plan = { ...defaultPlan, variants: 5 }
    const compared = compareVariants(rate(10, 100), rate(12, 100), plan)
    expect(compared.alpha).toBe(0.0125)
    const two = compareVariants(rate(10, 100), rate(12, 100))
    expect(compared.interval?.high).toBeGreaterThan(two.interval?.high ?? Infinity)
  })

  it('takes no variance for no proof', () => {
    const certain = (mean: number) => ({ customers: 3, mean, standardDeviation: 0 })
    expect(verdict(certain(1), certain(2))).toBe('running')
    expect(verdict(rate(0, 10), rate(5, 10))).toBe('running')
    expect(verdict(precise(1), precise(1.2))).toBe('bWins')
  })

  it('seldom calls a winner between equals though it looks every day', () => {
    const draw = mulberry32(17)
    let winners = 0
    for (let run = 0; run < 300; run += 1) {
      const hits = [0, 0]
      for (let day = 1; day <= 40; day += 1) {
        for (let customer = 0; customer < 50; customer += 1) {
          hits[0] = (hits[0] ?? 0) + Number(draw() < 0.1)
          hits[1] = (hits[1] ?? 0) + Number(draw() < 0.1)
        }
        const plan = { ...defaultPlan, plannedCustomers: 4000 }
        const found = compareVariants(
          rate(hits[0] ?? 0, 50 * day),
          rate(hits[1] ?? 0, 50 * day),
          plan,
        ).verdict
        if (found !== 'aWins' && found !== 'bWins') continue
        winners += 1
        break
      }
    }
    expect(winners).toBeLessThan(0.05 * 300)
  })
})
