/** One part of a whole: how often, and its share in whole percents. */
export interface SharePart {
  count: number
  percent: number
}

/**
 * Whole percents that sum to 100: each share rounded down, what is missing goes to the largest remainders, the earlier one
 * on a tie. All 0 while nothing was counted.
 */
export function wholePercents(counts: readonly number[]): SharePart[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map((count) => ({ count, percent: 0 }))
  const shares = counts.map((count) => ({
    count,
    percent: Math.floor((count * 100) / total),
    rest: (count * 100) % total,
  }))
  const missing = 100 - shares.reduce((sum, { percent }) => sum + percent, 0)
  const raised = new Set([...shares].sort((a, b) => b.rest - a.rest).slice(0, missing))
  return shares.map((share) => ({ count: share.count, percent: share.percent + (raised.has(share) ? 1 : 0) }))
}
