import { describe, expect, it } from 'vitest'
import {
  expectedOrdersNextYear,
  expectedOrderValueFen,
  expectedSpendFen,
} from '../../../src/domain/ltv/forecast.ts'
import { expectedPurchases } from '../../../src/domain/ltv/purchases/expected-purchases.ts'
import { makeBuyer, makeModel } from './buyers.ts'

describe('expectedOrderValueFen', () => {
  it('takes the Gamma-Gamma model in yuan', () => {
    const buyer = makeBuyer(2, { meanRepeatValueFen: 2235 })
    expect(expectedOrderValueFen(buyer, makeModel())).toBeCloseTo(2466.37, 1)
    expect(expectedOrderValueFen(makeBuyer(0), makeModel())).toBeCloseTo(3521.9, 1)
  })

  it.each([
    [0, 3000],
    [1, (3 * 3000 + 9000) / 4],
    [3, (3 * 3000 + 3 * 9000) / 6],
    [97, (3 * 3000 + 97 * 9000) / 100],
  ])('below 50 repeat buyers steadies %d repeat days by the store', (repeatDays, expected) => {
    const buyer = makeBuyer(repeatDays, { meanRepeatValueFen: repeatDays === 0 ? null : 9000 })
    expect(expectedOrderValueFen(buyer, makeModel({ repeaters: 49 }))).toBeCloseTo(expected, 9)
    expect(expectedOrderValueFen(buyer, makeModel({ spend: null }))).toBeCloseTo(expected, 9)
  })

  it('uses the model at 50 repeat buyers', () => {
    const buyer = makeBuyer(1, { meanRepeatValueFen: 9000 })
    const atBound = expectedOrderValueFen(buyer, makeModel({ repeaters: 50 }))
    expect(atBound).toBe(expectedOrderValueFen(buyer, makeModel({ repeaters: 51 })))
    expect(atBound).not.toBe(expectedOrderValueFen(buyer, makeModel({ repeaters: 49 })))
  })

  it('is never negative', () => {
    const buyer = makeBuyer(3, { meanRepeatValueFen: -500 })
    expect(expectedOrderValueFen(buyer, makeModel({ spend: null, storeMeanOrderValueFen: -10 }))).toBe(0)
    expect(expectedOrderValueFen(buyer, makeModel())).toBeGreaterThan(0)
  })
})

describe('expectedSpendFen', () => {
  it('discounts each of twelve months by 1 %', () => {
    const model = makeModel({ spend: null, storeMeanOrderValueFen: 10_000 })
    const buyer = makeBuyer(0)
    const month = 365.25 / 12 / 7
    let expected = 0
    for (let index = 1; index <= 12; index += 1) {
      const until = expectedPurchases(buyer, model.purchase, 'mbg-nbd', index * month)
      const before = expectedPurchases(buyer, model.purchase, 'mbg-nbd', (index - 1) * month)
      expected += (10_000 * (until - before)) / 1.01 ** index
    }
    expect(expectedSpendFen(buyer, model)).toBeCloseTo(expected, 6)
  })

  it('lies between the spend without discount and the spend at the full discount', () => {
    const buyer = makeBuyer(3)
    const undiscounted =
      expectedOrdersNextYear(buyer, makeModel()) * expectedOrderValueFen(buyer, makeModel())
    const actual = expectedSpendFen(buyer, makeModel())
    expect(actual).toBeLessThan(undiscounted / 1.01)
    expect(actual).toBeGreaterThan(undiscounted / 1.01 ** 12)
  })
})

describe('expectedOrdersNextYear', () => {
  it('covers 52.18 weeks', () => {
    const buyer = makeBuyer(3)
    const year = expectedPurchases(buyer, makeModel().purchase, 'mbg-nbd', 365.25 / 7)
    expect(expectedOrdersNextYear(buyer, makeModel())).toBeCloseTo(year, 9)
  })
})
