import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { summarisePurchases } from '../../../src/domain/ltv/purchase-summary.ts'

describe('summarisePurchases', () => {
  it('counts x, t_x and T in distinct days and weeks', () => {
    const purchases = [
      { day: 100, netFen: 1000 },
      { day: 107, netFen: 2000 },
      { day: 121, netFen: 3001 },
    ]
    expect(summarisePurchases(purchases, 142)).toEqual({
      repeatDays: 2,
      recencyWeeks: 3,
      observedWeeks: 6,
      meanRepeatValueFen: 2500.5,
      netSpendFen: 6001,
      purchaseDays: 3,
    })
  })

  it('merges the purchases of one day, also of the first', () => {
    const purchases = [
      { day: 100, netFen: 1000 },
      { day: 100, netFen: 500 },
      { day: 107, netFen: 2000 },
      { day: 107, netFen: 400 },
    ]
    const summary = summarisePurchases(purchases, 107)
    expect(summary).toMatchObject({
      repeatDays: 1,
      meanRepeatValueFen: 2400,
      netSpendFen: 3900,
      observedWeeks: 1,
    })
  })

  it.each([
    [106, 1, 1000],
    [107, 2, 3000],
    [108, 2, 3000],
  ])('as of day %d sees %d purchase days', (asOfDay, purchaseDays, netSpendFen) => {
    const purchases = [
      { day: 100, netFen: 1000 },
      { day: 107, netFen: 2000 },
    ]
    expect(summarisePurchases(purchases, asOfDay)).toMatchObject({ purchaseDays, netSpendFen })
  })

  it('is null without purchases and when all lie ahead', () => {
    expect(summarisePurchases([], 100)).toBeNull()
    expect(summarisePurchases([{ day: 101, netFen: 1 }], 100)).toBeNull()
  })

  it('has no repeat value after a single day and takes a purchase of 0', () => {
    expect(summarisePurchases([{ day: 100, netFen: 0 }], 100)).toEqual({
      repeatDays: 0,
      recencyWeeks: 0,
      observedWeeks: 0,
      meanRepeatValueFen: null,
      netSpendFen: 0,
      purchaseDays: 1,
    })
  })

  it('ignores the order of the purchases and never shows a recency beyond the observation', () => {
    const purchase = fc.record({
      day: fc.integer({ min: 0, max: 400 }),
      netFen: fc.integer({ min: 0, max: 1e6 }),
    })
    fc.assert(
      fc.property(fc.array(purchase), fc.integer({ min: 0, max: 500 }), (purchases, asOfDay) => {
        const summary = summarisePurchases(purchases, asOfDay)
        expect(summarisePurchases([...purchases].reverse(), asOfDay)).toEqual(summary)
        if (summary) expect(summary.recencyWeeks).toBeLessThanOrEqual(summary.observedWeeks)
      }),
    )
  })
})
