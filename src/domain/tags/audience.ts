/** Customers, how many of them a push reached, and how many of those bought after it. */
export interface ReachCount {
  size: number
  reached: number
  converted: number
}

export interface AudienceLift extends ReachCount {
  name: string
  /** Converted of reached, 0 to 1; null while nobody was reached. */
  conversion: number | null
  /** The same among the reached customers outside the audience. */
  restConversion: number | null
  /** conversion / restConversion - 1; null where either is missing or the rest bought nothing. */
  lift: number | null
  /** Below the median of the store's audiences; false while too few were reached to tell. */
  isBelowMedian: boolean
}

/** An audience is compared with the others from this many reached customers on (ours). */
export const comparableReach = 30

const ratio = (part: number, whole: number) => (whole <= 0 ? null : part / whole)

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)]
  const lower = sorted[Math.ceil(middle) - 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

/**
 * TAG-09: whether a segment answers better than everybody else: reach → conversion of each audience against the rest, and
 * a flag on those strictly below the median of the audiences that reached at least 30. `everyone` includes every audience.
 */
export function audienceLifts(
  audiences: readonly ({ name: string } & ReachCount)[],
  everyone: ReachCount,
): AudienceLift[] {
  const comparable = audiences.filter(({ reached }) => reached >= comparableReach)
  const median = medianOf(comparable.map(({ reached, converted }) => converted / reached))
  return audiences.map((audience) => {
    const { reached, converted } = audience
    const conversion = ratio(converted, reached)
    const restConversion = ratio(everyone.converted - converted, everyone.reached - reached)
    const lift = conversion === null || !restConversion ? null : conversion / restConversion - 1
    const isComparable = reached >= comparableReach && conversion !== null && median !== null
    return {
      ...audience,
      conversion,
      restConversion,
      lift,
      isBelowMedian: isComparable && conversion < median,
    }
  })
}
