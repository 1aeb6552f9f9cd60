import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreLtv } from '../../../src/domain/ltv/score-ltv.ts'
import { makeBuyer, makeModel } from './buyers.ts'

describe('scoreLtv', () => {
  it('adds the history and the forecast', () => {
    const estimate = scoreLtv(makeBuyer(2), makeModel())
    expect(estimate).toMatchObject({
      status: 'estimated',
      reason: null,
      historyFen: 12_000,
      modelVersion: '2024-05-01',
    })
    expect(estimate.expectedFen).toBeGreaterThan(0)
    expect(estimate.totalFen).toBe(12_000 + estimate.expectedFen)
    expect(estimate.churnRisk).toBeCloseTo(1 - (estimate.probabilityAlive ?? 0), 12)
    expect(estimate.confidence).toBe('medium')
  })

  it('has too little data without an order', () => {
    expect(scoreLtv(null, makeModel())).toEqual({
      status: 'insufficient',
      reason: 'no-order',
      historyFen: 0,
      expectedFen: 0,
      totalFen: 0,
      probabilityAlive: null,
      expectedOrders12m: null,
      expectedOrderValueFen: null,
      churnRisk: null,
      confidence: 'low',
      modelVersion: '2024-05-01',
    })
  })

  it.each([
    [1, 49, 'insufficient'],
    [2, 49, 'insufficient'],
    [3, 49, 'estimated'],
    [4, 49, 'estimated'],
    [1, 50, 'estimated'],
    [2, 50, 'estimated'],
    [2, 51, 'estimated'],
  ])('%d purchase days in a store of %d buyers: %s', (purchaseDays, customers, status) => {
    const estimate = scoreLtv(makeBuyer(purchaseDays - 1), makeModel({ customers }))
    expect(estimate.status).toBe(status)
  })

  it('keeps the history of a buyer with too few purchases', () => {
    const estimate = scoreLtv(makeBuyer(1), makeModel({ customers: 10 }))
    expect(estimate).toMatchObject({
      reason: 'few-purchases',
      historyFen: 8000,
      expectedFen: 0,
      totalFen: 8000,
    })
  })

  it('rises with the spend', () => {
    const spend = fc.integer({ min: 0, max: 10_000_000 })
    const repeatDays = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(repeatDays, spend, spend, (x, first, second) => {
        const [low, high] = [Math.min(first, second), Math.max(first, second)].map((fen) =>
          scoreLtv(makeBuyer(x, { meanRepeatValueFen: fen / x, netSpendFen: fen }), makeModel()),
        )
        expect(high?.totalFen).toBeGreaterThanOrEqual(low?.totalFen ?? Infinity)
      }),
    )
  })

  it('is whole fen, finite and the sum of its parts for any history', () => {
    const weeks = fc.double({ min: 0, max: 1000, noNaN: true })
    const x = fc.integer({ min: 0, max: 3000 })
    const fen = fc.integer({ min: -1000, max: 1_000_000_000 })
    fc.assert(
      fc.property(x, weeks, weeks, fen, (repeatDays, first, second, netSpendFen) => {
        const recencyWeeks = repeatDays === 0 ? 0 : Math.min(first, second)
        const observedWeeks = Math.max(first, second)
        const buyer = makeBuyer(repeatDays, { recencyWeeks, observedWeeks, netSpendFen })
        const estimate = scoreLtv(buyer, makeModel())
        expect(estimate.totalFen).toBe(estimate.historyFen + estimate.expectedFen)
        expect(Number.isSafeInteger(estimate.totalFen)).toBe(true)
        expect(estimate.probabilityAlive).toBeGreaterThanOrEqual(0)
        expect(estimate.probabilityAlive).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('foresees less the longer a customer stays silent', () => {
    const forecasts = [31, 38, 60, 120].map(
      (observedWeeks) => scoreLtv(makeBuyer(4, { observedWeeks }), makeModel()).expectedFen,
    )
    expect(forecasts).toEqual([...forecasts].sort((left, right) => right - left))
  })
})
