import type { TimelineItem } from '../../contract/timeline.ts'

export const pageSize = 50

/**
 * Merges the sources into one page, latest first: 50 items and all that happened at the same instant as the last of them, so
 * that `nextBefore` (exclusive) loses nothing. Each source must be complete down to its own 50th item.
 */
export function mergePage(sources: readonly (readonly TimelineItem[])[]): {
  past: TimelineItem[]
  nextBefore: number | null
} {
  const all = sources.flat().sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const last = all[pageSize - 1]
  const past = last ? all.filter(({ at }) => at >= last.at) : all
  return { past, nextBefore: last && past.length < all.length ? last.at : null }
}
