import { describe, expect, it } from 'vitest'
import { fitSpend } from '../../../../src/domain/ltv/spend/fit-spend.ts'
import { expectedOrderValue, spendLogLikelihood } from '../../../../src/domain/ltv/spend/spend-model.ts'
import { drawGamma, seededDraws } from '../simulated-buyers.ts'

const truth = { p: 6.25, q: 3.74, v: 15.44 }

function simulate(count: number, scale: number) {
  const draw = seededDraws(7)
  return Array.from({ length: count }, (_, index) => {
    const repeatDays = 1 + (index % 5)
    const rate = drawGamma(truth.q, draw) / truth.v
    return { repeatDays, meanValue: (scale * drawGamma(truth.p * repeatDays, draw)) / rate / repeatDays }
  })
}

describe('fitSpend', () => {
  it('recovers the mean order value and beats the true parameters', () => {
    const rows = simulate(2000, 1)
    const fit = fitSpend(rows)
    const trueLogLikelihood = rows.reduce((sum, row) => sum + spendLogLikelihood(row, truth), 0)
    expect(fit?.logLikelihood).toBeGreaterThanOrEqual(trueLogLikelihood)
    const mean = fit ? expectedOrderValue({ repeatDays: 0, meanValue: 0 }, fit.parameters) : 0
    const trueMean = (truth.p * truth.v) / (truth.q - 1)
    expect(mean / trueMean).toBeGreaterThan(0.95)
    expect(mean / trueMean).toBeLessThan(1.05)
  })

  it('does not depend on the unit of money, but for v', () => {
    const yuan = fitSpend(simulate(500, 1))
    const fen = fitSpend(simulate(500, 100))
    expect(fen?.parameters.p).toBeCloseTo(yuan?.parameters.p ?? 0, 3)
    expect(fen?.parameters.q).toBeCloseTo(yuan?.parameters.q ?? 0, 3)
    expect((fen?.parameters.v ?? 0) / 100).toBeCloseTo(yuan?.parameters.v ?? 0, 3)
  })

  it('keeps q above 1 and everything finite when all spend the same, and when few spend a fortune', () => {
    const same = Array.from({ length: 60 }, () => ({ repeatDays: 4, meanValue: 50 }))
    const few = Array.from({ length: 60 }, (_, index) => ({
      repeatDays: 1,
      meanValue: index % 20 ? 50 : 5e6,
    }))
    for (const rows of [same, few, same.slice(0, 1)]) {
      const fit = fitSpend(rows)
      expect(fit?.parameters.q).toBeGreaterThan(1)
      for (const value of Object.values(fit?.parameters ?? { missing: Number.NaN })) {
        expect(Number.isFinite(value)).toBe(true)
      }
    }
  })

  it('has no fit without a repeat buyer of positive value', () => {
    expect(fitSpend([])).toBeNull()
    expect(fitSpend([{ repeatDays: 0, meanValue: 50 }])).toBeNull()
  })

  it('finds the maximum of all customers also when it begins with some of them', () => {
    const rows = simulate(3000, 1)
    const whole = fitSpend(rows)
    const thinned = fitSpend(rows, { wholeUpTo: 1000, firstOf: 500 })
    expect(thinned?.customers).toBe(3000)
    expect(thinned?.logLikelihood).toBeCloseTo(whole?.logLikelihood ?? 0, 2)
    expect((thinned?.parameters.q ?? 0) / (whole?.parameters.q ?? 0)).toBeCloseTo(1, 1)
  })
})
