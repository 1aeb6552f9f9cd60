import type { Fen } from '../../money.ts'

export interface ValueBasis {
  /** Gross margin as a share, e.g. 0.7. */
  marginShare: number
  /** E[M], the customer's expected order value. */
  expectedOrderFen: Fen
}

/**
 * Incremental profit of an offer in fen, unrounded: margin × E[M] × (p_go − p_g0) − p_go × c_o. No offer is worth 0.
 */
export function incrementalValueFen(
  { rate, baselineRate, costFen }: { rate: number; baselineRate: number; costFen: Fen },
  { marginShare, expectedOrderFen }: ValueBasis,
): number {
  return marginShare * expectedOrderFen * (rate - baselineRate) - rate * costFen
}
