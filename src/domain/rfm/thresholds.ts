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
  population: Iterable<RfmValues>,
  options: { version: string; asOfDay: number },
): RfmThresholds | null {
  const recencyDays: number[] = []
  const orderDays: number[] = []
  const meanValueFen: number[] = []
  for (const values of population) {
    recencyDays.push(values.recencyDays)
    orderDays.push(values.orderDays)
    meanValueFen.push(values.meanValueFen)
  }
  const customers = recencyDays.length
  if (customers === 0) return null
  return {
    version: options.version,
    asOfDay: options.asOfDay,
    customers,
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
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? upper
  return (lower + upper) / 2
}
