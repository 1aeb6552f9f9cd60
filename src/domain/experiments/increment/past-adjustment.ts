/** One customer: the metric before the experiment and during it. */
export interface BeforeAfter {
  before: number
  during: number
}

export interface AdjustedMetric {
  theta: number
  /** The metric during the experiment less what the past explains; the mean over all customers is unchanged. */
  values: number[]
}

/**
 * CUPED: during − theta (before − mean before), theta = cov(before, during) / var(before) over the customers of all groups
 * together; narrows the interval when the past predicts the present. theta is 0 when all pasts are equal.
 * Source: Deng, Xu, Kohavi & Walker (2013).
 */
export function adjustForPast(customers: readonly BeforeAfter[]): AdjustedMetric {
  const meanBefore = meanOf(customers.map(({ before }) => before))
  const meanDuring = meanOf(customers.map(({ during }) => during))
  let covariance = 0
  let variance = 0
  for (const { before, during } of customers) {
    covariance += (before - meanBefore) * (during - meanDuring)
    variance += (before - meanBefore) ** 2
  }
  const theta = variance > 0 ? covariance / variance : 0
  return { theta, values: customers.map(({ before, during }) => during - theta * (before - meanBefore)) }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
