import type { LtvModel } from '../../../src/domain/ltv/ltv-model.ts'
import type { PurchaseSummary } from '../../../src/domain/ltv/purchase-summary.ts'
import { drawGamma, seededDraws, simulateBuyer } from './simulated-buyers.ts'

/** A model as a store of 2,000 buyers would have it; override what the case is about. */
export function makeModel(overrides: Partial<LtvModel> = {}): LtvModel {
  return {
    kind: 'mbg-nbd',
    version: '2024-05-01',
    asOfDay: 20_000,
    purchase: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
    logLikelihood: -9582,
    customers: 2000,
    repeaters: 800,
    spend: { p: 6.25, q: 3.74, v: 15.44 },
    spendLogLikelihood: -4056,
    storeMeanOrderValueFen: 3000,
    storeMeanLtvFen: 10_000,
    valueFrequencyCorrelation: 0.1,
    ...overrides,
  }
}

/** A buyer of `repeatDays` repeat days, last seen 30 weeks after the first order and observed for 38 weeks. */
export function makeBuyer(repeatDays: number, overrides: Partial<PurchaseSummary> = {}): PurchaseSummary {
  return {
    repeatDays,
    recencyWeeks: repeatDays === 0 ? 0 : 30,
    observedWeeks: 38,
    meanRepeatValueFen: repeatDays === 0 ? null : 4000,
    netSpendFen: 4000 * (repeatDays + 1),
    purchaseDays: repeatDays + 1,
    ...overrides,
  }
}

/** Buyers who live by the BG/NBD story with gamma spend around 35 yuan; the same for the same seed. */
export function simulateStore(count: number, seed: number): PurchaseSummary[] {
  const draw = seededDraws(seed)
  const parameters = { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }
  return Array.from({ length: count }, () => {
    const { repeatDays, recencyWeeks, observedWeeks } = simulateBuyer(
      parameters,
      27 + 12 * draw(),
      0,
      draw,
    ).history
    const meanValueFen = Math.round(3500 * (0.5 + drawGamma(2, draw) / 4))
    return {
      repeatDays,
      recencyWeeks,
      observedWeeks,
      meanRepeatValueFen: repeatDays === 0 ? null : meanValueFen,
      netSpendFen: meanValueFen * (repeatDays + 1),
      purchaseDays: repeatDays + 1,
    }
  })
}
