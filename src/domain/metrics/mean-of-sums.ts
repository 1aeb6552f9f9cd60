/** What a database adds up of a metric: how many customers, their sum and the sum of their squares. */
export interface MetricSums {
  customers: number
  sum: number
  sumOfSquares: number
}

/**
 * Mean and standard deviation of the sample from its sums: s² = (Σx² − (Σx)² / n) / (n − 1). Both 0 for nobody, the
 * deviation 0 for one customer and never below it.
 */
export function meanOfSums({ customers, sum, sumOfSquares }: MetricSums): {
  customers: number
  mean: number
  standardDeviation: number
} {
  const mean = customers > 0 ? sum / customers : 0
  const variance = customers > 1 ? (sumOfSquares - customers * mean * mean) / (customers - 1) : 0
  return { customers, mean, standardDeviation: Math.sqrt(Math.max(0, variance)) }
}
