/** Customers of one variant and how many of them did what is counted. */
export interface RateResult {
  customers: number
  successes: number
}

/** Customers of one variant with mean and standard deviation of a metric. */
export interface MeanResult {
  customers: number
  mean: number
  standardDeviation: number
}

/** A rate as a mean of zeros and ones: s² = m (1 − m). */
export function rateAsMean({ customers, successes }: RateResult): MeanResult {
  const mean = customers > 0 ? successes / customers : 0
  return { customers, mean, standardDeviation: Math.sqrt(mean * (1 - mean)) }
}
