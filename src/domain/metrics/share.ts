/** How many of a whole: `part` counts a subset of `whole`, both whole numbers from 0. */
export interface Count {
  part: number
  whole: number
}

/**
 * part / whole, 0 to 1; null when the whole is empty, so that "nobody" never reads as 0 %.
 * A part that is negative or larger than its whole is a mistake of the caller.
 */
export function shareOf({ part, whole }: Count): number | null {
  if (part < 0 || part > whole) throw new RangeError(`${part} of ${whole} is no share`)
  return whole === 0 ? null : part / whole
}

/** Whether the share is at least `percent` % (inclusive). Compares whole numbers, so the bound is exact; false for an empty whole. */
export function reachesPercent({ part, whole }: Count, percent: number): boolean {
  return whole > 0 && part * 100 >= percent * whole
}

/** Whether the share is more than `percent` % (exclusive), exact likewise; false for an empty whole. */
export function exceedsPercent({ part, whole }: Count, percent: number): boolean {
  return whole > 0 && part * 100 > percent * whole
}
