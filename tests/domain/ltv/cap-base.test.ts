import { describe, expect, it } from 'vitest'
import { capBaseFen } from '../../../src/domain/ltv/cap-base.ts'
import { scoreLtv } from '../../../src/domain/ltv/score-ltv.ts'
import { makeBuyer, makeModel } from './buyers.ts'

describe('capBaseFen', () => {
  const model = makeModel({ storeMeanLtvFen: 10_001 })

  it('is the LTV of a buyer', () => {
    const estimate = scoreLtv(makeBuyer(2), model)
    expect(capBaseFen(estimate, model, 0.5)).toBe(estimate.totalFen)
  })

  it('is what a buyer with too little data has spent', () => {
    const small = makeModel({ customers: 10 })
    expect(capBaseFen(scoreLtv(makeBuyer(0), small), small, 0.5)).toBe(4000)
  })

  it.each([
    [0.2, 2000],
    [0, 0],
    [1, 10_001],
    [1.5, 10_001],
    [-0.1, 0],
  ])('without an order at a prior of %d is %d fen', (conversionPrior, expected) => {
    expect(capBaseFen(scoreLtv(null, model), model, conversionPrior)).toBe(expected)
  })

  it('is never negative', () => {
    const small = makeModel({ customers: 10, storeMeanLtvFen: -500 })
    expect(capBaseFen(scoreLtv(makeBuyer(0, { netSpendFen: -1 }), small), small, 0.5)).toBe(0)
    expect(capBaseFen(scoreLtv(null, small), small, 0.5)).toBe(0)
  })
})
