import { describe, expect, it } from 'vitest'
import { expectedPurchases } from '../../../../src/domain/ltv/purchases/expected-purchases.ts'
import { fitPurchases } from '../../../../src/domain/ltv/purchases/fit-purchases.ts'
import type { PurchaseHistory } from '../../../../src/domain/ltv/purchases/purchase-model.ts'
import {
  buildPurchaseTable,
  tableLogLikelihood,
} from '../../../../src/domain/ltv/purchases/purchase-table.ts'
import { seededDraws, simulateBuyer } from '../simulated-buyers.ts'

const truth = { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 }

function simulate(count: number, seed: number) {
  const draw = seededDraws(seed)
  return Array.from({ length: count }, () => simulateBuyer(truth, 27 + 12 * draw(), 39, draw))
}

function repeated(count: number, history: PurchaseHistory): PurchaseHistory[] {
  return Array.from({ length: count }, () => history)
}

describe('fitPurchases', () => {
  const buyers = simulate(8000, 42)
  const histories = buyers.map((buyer) => buyer.history)

  it.each(['bg-nbd', 'mbg-nbd'] as const)(
    '%s: foresees the later purchases of 8,000 simulated buyers',
    (kind) => {
      const { parameters } = fitPurchases(histories, kind)
      const foreseen = histories.reduce((sum, row) => sum + expectedPurchases(row, parameters, kind, 39), 0)
      const made = buyers.reduce((sum, buyer) => sum + buyer.laterPurchases, 0)
      expect(foreseen / made).toBeGreaterThan(0.95)
      expect(foreseen / made).toBeLessThan(1.05)
    },
  )

  it('is at least as likely as the parameters that made the data', () => {
    const fit = fitPurchases(histories, 'bg-nbd')
    const table = buildPurchaseTable(histories)
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(tableLogLikelihood(table, truth, 'bg-nbd'))
    expect(fit.logLikelihood).toBeCloseTo(tableLogLikelihood(table, fit.parameters, 'bg-nbd'), 9)
  })

  it('is at a maximum from 500 buyers on: no small step improves it', () => {
    const rows = histories.slice(0, 500)
    const fit = fitPurchases(rows, 'mbg-nbd')
    for (const key of ['r', 'alpha', 'a', 'b'] as const) {
      for (const factor of [0.95, 1.05]) {
        const moved = { ...fit.parameters, [key]: fit.parameters[key] * factor }
        expect(tableLogLikelihood(buildPurchaseTable(rows), moved, 'mbg-nbd')).toBeLessThan(fit.logLikelihood)
      }
    }
  })

  it('is held by the prior at 499 buyers and free at 500', () => {
    const oneTimers = (count: number) =>
      repeated(count, { repeatDays: 0, recencyWeeks: 0, observedWeeks: 10 })
    const held = fitPurchases(oneTimers(499), 'mbg-nbd')
    const free = fitPurchases(oneTimers(500), 'mbg-nbd')
    expect(held.parameters.r).toBeGreaterThan(1e-3)
    expect(free.logLikelihood).toBeGreaterThan(held.logLikelihood)
  })

  it('is the prior without buyers, in units of a tenth of 13 weeks', () => {
    const { parameters, logLikelihood } = fitPurchases([], 'mbg-nbd')
    expect(parameters.r).toBeCloseTo(0.5, 3)
    expect(parameters.alpha).toBeCloseTo(2.6, 3)
    expect(parameters.a).toBeCloseTo(1, 3)
    expect(parameters.b).toBeCloseTo(2, 3)
    expect(logLikelihood).toBe(0)
  })

  it('does not depend on the order of the buyers beyond rounding', () => {
    const rows = histories.slice(0, 300)
    const forwards = fitPurchases(rows, 'mbg-nbd').logLikelihood
    expect(fitPurchases([...rows].reverse(), 'mbg-nbd').logLikelihood).toBeCloseTo(forwards, 4)
  })

  it.each([
    ['one buyer of today', repeated(1, { repeatDays: 0, recencyWeeks: 0, observedWeeks: 0 })],
    ['600 buyers of today', repeated(600, { repeatDays: 0, recencyWeeks: 0, observedWeeks: 0 })],
    ['600 who never came back', repeated(600, { repeatDays: 0, recencyWeeks: 0, observedWeeks: 10 })],
    ['600 of one habit', repeated(600, { repeatDays: 10, recencyWeeks: 50, observedWeeks: 50 })],
    ['one with 5,000 purchases', repeated(1, { repeatDays: 5000, recencyWeeks: 900, observedWeeks: 900 })],
  ])('stays finite for %s', (_, rows) => {
    const { parameters, logLikelihood } = fitPurchases(rows, 'mbg-nbd')
    for (const value of [...Object.values(parameters), logLikelihood])
      expect(Number.isFinite(value)).toBe(true)
    const year = expectedPurchases(
      rows[0] ?? { repeatDays: 0, recencyWeeks: 0, observedWeeks: 0 },
      parameters,
      'mbg-nbd',
      52,
    )
    expect(Number.isFinite(year)).toBe(true)
  })

  it('finds the maximum of all histories also when it begins with some of them', () => {
    const whole = fitPurchases(histories, 'mbg-nbd')
    const thinned = fitPurchases(histories, 'mbg-nbd', { wholeUpTo: 1000, firstOf: 500 })
    expect(thinned.logLikelihood).toBeCloseTo(whole.logLikelihood, 2)
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(thinned.parameters[name] / whole.parameters[name]).toBeCloseTo(1, 1)
  })
})
