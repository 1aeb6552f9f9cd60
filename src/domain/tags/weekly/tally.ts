import type { TagPlan } from './plan.ts'

/** How many customers had a tag before and have it after, and what became of it: before = kept + greyed + dropped, after = added + kept + greyed. */
export interface TagCount {
  name: string
  before: number
  after: number
  added: number
  kept: number
  greyed: number
  dropped: number
}

/** Adds what became of one customer's tags to the counts by name; answers new counts. */
export function tallyTags(
  counts: ReadonlyMap<string, TagCount>,
  outcomes: Iterable<TagPlan['outcomes'][number]>,
): Map<string, TagCount> {
  const next = new Map(counts)
  for (const { name, outcome } of outcomes) {
    const known = next.get(name) ?? { name, before: 0, after: 0, added: 0, kept: 0, greyed: 0, dropped: 0 }
    const count = { ...known, [outcome]: known[outcome] + 1 }
    count.before = count.kept + count.greyed + count.dropped
    count.after = count.added + count.kept + count.greyed
    next.set(name, count)
  }
  return next
}

/** The sum of all counts. */
export function totalOf(counts: Iterable<TagCount>): Omit<TagCount, 'name'> {
  const total = { before: 0, after: 0, added: 0, kept: 0, greyed: 0, dropped: 0 }
  for (const count of counts) {
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += count[key]
  }
  return total
}
