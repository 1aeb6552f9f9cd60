import { describe, expect, it } from 'vitest'
import { expectedSpendFen } from '../../../src/domain/ltv/forecast.ts'
import { fitLtvModel } from '../../../src/domain/ltv/fit-ltv-model.ts'
import type { PurchaseSummary } from '../../../src/domain/ltv/purchase-summary.ts'
import { scoreLtv } from '../../../src/domain/ltv/score-ltv.ts'
import { makeBuyer, simulateStore } from './buyers.ts'

const options = { version: 'v1', asOfDay: 20_000 }

function repeatBuyers(count: number, valueFen: (index: number) => number): PurchaseSummary[] {
  return Array.from({ length: count }, (_, index) =>
    makeBuyer(1 + (index % 3), { meanRepeatValueFen: valueFen(index) }),
  )
}

function varied(index: number): number {
  return 3000 + 37 * ((index * 7) % 50)
}

describe('fitLtvModel', () => {
  it('describes a store of 600 buyers', () => {
    const store = simulateStore(600, 3)
    const model = fitLtvModel(store, options)
    expect(model).toMatchObject({ kind: 'mbg-nbd', version: 'v1', asOfDay: 20_000, customers: 600 })
    expect(model.repeaters).toBe(store.filter((buyer) => buyer.repeatDays > 0).length)
    const days = store.reduce((sum, buyer) => sum + buyer.purchaseDays, 0)
    const spentFen = store.reduce((sum, buyer) => sum + buyer.netSpendFen, 0)
    expect(model.storeMeanOrderValueFen).toBe(Math.round(spentFen / days))
    const expectedFen = store.reduce((sum, buyer) => sum + expectedSpendFen(buyer, model), 0)
    expect(model.storeMeanLtvFen).toBe(Math.round((spentFen + expectedFen) / 600))
    expect(model.spend).not.toBeNull()
    expect(Math.abs(model.valueFrequencyCorrelation ?? 1)).toBeLessThan(0.3)
  })

  it('falls back on the prior without buyers', () => {
    const model = fitLtvModel([], options)
    expect(model).toMatchObject({
      customers: 0,
      repeaters: 0,
      logLikelihood: 0,
      spend: null,
      spendLogLikelihood: null,
      storeMeanOrderValueFen: 0,
      storeMeanLtvFen: 0,
      valueFrequencyCorrelation: null,
    })
    expect(model.purchase.r).toBeCloseTo(0.5, 3)
  })

  it.each([
    [49, false],
    [50, true],
    [51, true],
  ])('with %d repeat buyers of value fits the spend: %s', (count, isFitted) => {
    const model = fitLtvModel(repeatBuyers(count, varied), options)
    expect(model.spend !== null).toBe(isFitted)
    expect(model.spendLogLikelihood !== null).toBe(isFitted)
  })

  it('does not count repeat buyers without value towards the spend fit', () => {
    const store = [...repeatBuyers(49, varied), ...repeatBuyers(20, () => 0)]
    const model = fitLtvModel(store, options)
    expect(model.repeaters).toBe(69)
    expect(model.spend).toBeNull()
  })

  it('drops a spend fit whose mean is far from what was seen', () => {
    const wholesale = repeatBuyers(600, (index) => (index % 50 === 0 ? 500_000_000 : varied(index)))
    expect(fitLtvModel(wholesale, options).spend).toBeNull()
  })

  it.each([
    ['one buyer of today', [makeBuyer(0, { observedWeeks: 0 })]],
    ['nobody returned', Array.from({ length: 600 }, () => makeBuyer(0))],
    ['all alike', Array.from({ length: 600 }, () => makeBuyer(5))],
    [
      'nothing but gifts',
      Array.from({ length: 60 }, () => makeBuyer(2, { meanRepeatValueFen: 0, netSpendFen: 0 })),
    ],
    ['thousands of purchases', Array.from({ length: 60 }, () => makeBuyer(4000, { recencyWeeks: 37 }))],
  ])('stays finite: %s', (_, store) => {
    const model = fitLtvModel(store, options)
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
    for (const buyer of store.slice(0, 3)) {
      const estimate = scoreLtv(buyer, model)
      expect(Number.isSafeInteger(estimate.totalFen)).toBe(true)
      expect(JSON.parse(JSON.stringify(estimate))).toEqual(estimate)
    }
  })
})
