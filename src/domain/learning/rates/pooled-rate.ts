import { defaultKappa, meanRate, shrunkenRate, type BetaRate, type RateCounts } from './posterior.ts'

/** Counts of one offer, or of "no offer": over all customers, and in the customer's segment (a part of the former). */
export interface ArmCounts {
  all: RateCounts
  segment: RateCounts
}

/**
 * Belief about one offer's rate. For everybody: the prior kept on the offer, shrunken by all counts. For a segment: the
 * mean of that pooled belief takes the prior's place and the segment's own counts speak.
 */
export function armRate(
  priorRate: number,
  counts: ArmCounts,
  { isPersonal, kappa = defaultKappa }: { isPersonal: boolean; kappa?: number },
): BetaRate {
  const pooled = shrunkenRate(priorRate, counts.all, kappa)
  return isPersonal ? shrunkenRate(meanRate(pooled), counts.segment, kappa) : pooled
}
