import type { RfmValues } from '../../domain/rfm/rfm-values.ts'
import { scoreRfm } from '../../domain/rfm/score.ts'
import { rfmSegments, type RfmSegment } from '../../domain/rfm/segment.ts'
import { computeRfmThresholds } from '../../domain/rfm/thresholds.ts'
import type { ReferenceCheck } from './reference-check.ts'

const expectedCustomers: Record<RfmSegment, number> = {
  'important-value': 4918,
  'important-develop': 1487,
  'important-keep': 572,
  'important-retain': 4808,
  'general-value': 3431,
  'general-develop': 1979,
  'general-keep': 530,
  'general-retain': 5845,
}

// The table was made from recency in weeks x 7, where rounding puts two customers on the median (208 days) just past it.
// Whole days keep them recent, so two pairs of segments differ by one.
const customersOnTheMedian = 1

/** Medians and segment sizes of the whole CDNOW cohort (23,570 customers) at the end of September 1997. */
export function checkSegments(population: readonly RfmValues[], asOfDay: number): ReferenceCheck[] {
  const thresholds = computeRfmThresholds(population, { version: 'reference', asOfDay })
  if (thresholds === null) return [exactly('full RFM customers', 23_570, 0)]
  const segments = population.map((values) => scoreRfm(values, thresholds).segment)
  return [
    exactly('full RFM customers', 23_570, population.length),
    exactly('full RFM median R, days', 208, thresholds.recencyDays),
    exactly('full RFM median F, order days', 1, thresholds.orderDays),
    { ...exactly('full RFM median M, yuan', 24.84, thresholds.meanValueFen / 100), tolerance: 0.005 },
    ...rfmSegments.map((segment) => {
      const actual = segments.filter((other) => other === segment).length
      const check = exactly(`full RFM ${segment}`, expectedCustomers[segment], actual)
      return { ...check, tolerance: customersOnTheMedian }
    }),
  ]
}

function exactly(what: string, expected: number, actual: number): ReferenceCheck {
  return { what, expected, actual, tolerance: 0, isRelative: false }
}
