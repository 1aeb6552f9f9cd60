import type { RfmValues } from '../../../src/domain/rfm/rfm-values.ts'
import { computeRfmThresholds, type RfmThresholds } from '../../../src/domain/rfm/thresholds.ts'

export function makeValues(recencyDays: number, orderDays: number, meanValueFen: number): RfmValues {
  return { recencyDays, orderDays, meanValueFen }
}

/** Thresholds with the medians R 100 days, F 2 order days, M 20,000 fen. */
export function makeThresholds(overrides: Partial<RfmThresholds> = {}): RfmThresholds {
  const population = [makeValues(10, 1, 5000), makeValues(100, 2, 20_000), makeValues(300, 6, 90_000)]
  const thresholds = computeRfmThresholds(population, { version: 'v1', asOfDay: 20_000 })
  if (thresholds === null) throw new Error('the population is not empty')
  return { ...thresholds, ...overrides }
}
