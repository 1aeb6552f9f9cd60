import { describe, expect, it } from 'vitest'
import { expectedPurchasesOfNewBuyer } from '../../../../src/domain/ltv/purchases/expected-purchases.ts'
import { purchaseCountProbability } from '../../../../src/domain/ltv/purchases/purchase-count.ts'
import { bgParameters, mbgParameters } from './published-parameters.ts'

describe('purchaseCountProbability', () => {
  it.each([
    [0, 39, 0.573786352096],
    [10, 2, 1.07868964e-7],
    [11, 30, 0.00199952145],
  ])('P(X = %d in %d weeks) = %d', (count, weeks, expected) => {
    const actual = purchaseCountProbability(count, weeks, bgParameters, 'bg-nbd')
    expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-6)
  })

  it.each([
    ['bg-nbd', bgParameters],
    ['mbg-nbd', mbgParameters],
  ] as const)('%s: the chances add up to 1 and their mean is the expectation', (kind, parameters) => {
    let total = 0
    let mean = 0
    for (let count = 0; count < 400; count += 1) {
      const chance = purchaseCountProbability(count, 20, parameters, kind)
      total += chance
      mean += count * chance
    }
    expect(total).toBeCloseTo(1, 9)
    expect(mean).toBeCloseTo(expectedPurchasesOfNewBuyer(parameters, kind, 20), 7)
  })
})
