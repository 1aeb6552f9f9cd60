import { describe, expect, it } from 'vitest'
import { expectedNextPurchaseDay } from '../../../src/domain/ltv/next-purchase.ts'
import { makeBuyer, makeModel } from './buyers.ts'

describe('expectedNextPurchaseDay', () => {
  const model = makeModel({ purchase: { r: 1, alpha: 2, a: 0.5, b: 3 } })

  it('adds the usual interval to the last purchase day', () => {
    const buyer = makeBuyer(4, { recencyWeeks: 18, observedWeeks: 18 })
    expect(expectedNextPurchaseDay(buyer, model, 20_000)).toBe(20_000 + (7 * 20) / 5)
  })

  it('may lie in the past for an overdue customer', () => {
    const buyer = makeBuyer(9, { recencyWeeks: 30, observedWeeks: 34 })
    const day = expectedNextPurchaseDay(buyer, model, 20_000)
    expect(day).toBe(Math.round(20_000 - 28 + (7 * 36) / 10))
    expect(day).toBeLessThan(20_000)
  })

  it('is unknown after a single purchase and for a customer who has probably left', () => {
    expect(expectedNextPurchaseDay(makeBuyer(0), model, 20_000)).toBeNull()
    expect(
      expectedNextPurchaseDay(makeBuyer(9, { recencyWeeks: 5, observedWeeks: 60 }), model, 20_000),
    ).toBeNull()
  })
})
