import { digitEdgesOf, type DigitEdge } from './digit-edges.ts'
import type { RfmValues } from './rfm-values.ts'

/**
 * Medians (`recencyDays`, `orderDays`, `meanValueFen`) and digit edges of a population at `asOfDay`, stored with a version
 * so that a segment does not change because others buy. The edges of recency are those of the negated days, since few
 * days earn the high digit. Plain data, fit for JSON.
 */
export interface RfmThresholds {
  version: string
  asOfDay: number
  customers: number
  recencyDays: number
  orderDays: number
  meanValueFen: number
  edges: { freshness: DigitEdge[]; orderDays: DigitEdge[]; meanValueFen: DigitEdge[] }
}

/** Thresholds of the customers with an order in the window; null when there is none. Input order does not matter. */
export function computeRfmThresholds(
  population: readonly RfmValues[],
  options: { version: string; asOfDay: number },
): RfmThresholds | null {
  if (population.length === 0) return null
  const recencyDays = population.map((values) => values.recencyDays)
  const orderDays = population.map((values) => values.orderDays)
  const meanValueFen = population.map((values) => values.meanValueFen)
  return {
    version: options.version,
    asOfDay: options.asOfDay,
    customers: population.length,
    recencyDays: medianOf(recencyDays),
    orderDays: medianOf(orderDays),
    meanValueFen: medianOf(meanValueFen),
    edges: {
      freshness: digitEdgesOf(recencyDays.map((days) => -days)),
      orderDays: digitEdgesOf(orderDays),
      meanValueFen: digitEdgesOf(meanValueFen),
    },
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? upper
  return (lower + upper) / 2
}
