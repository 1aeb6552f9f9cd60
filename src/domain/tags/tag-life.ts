import { localDay } from '../calendar.ts'
import type { Tag, TagKind } from './tag.ts'

/** TAG-02, TAG-03: local days that a kind lives; null = it does not age. */
export const tagLifeDays: Record<TagKind, number | null> = { interest: 30, intent: 14, fact: null }

/** TAG-01: the weekly recalibration drops what has been grey for a week. */
export const greyDays = 7

export type TagFreshness = 'fresh' | 'greyed' | 'dropped'

type AgingTag = Pick<Tag, 'kind' | 'assignedAt'>

/** Local days left, 30 or 14 on the day of assignment, 0 on the day it greys, never negative; null for a fact. */
export function daysLeft(tag: AgingTag, asOf: number, timeZone: string): number | null {
  const left = remainingDays(tag, asOf, timeZone)
  return left === null ? null : Math.max(0, left)
}

function remainingDays({ kind, assignedAt }: AgingTag, asOf: number, timeZone: string): number | null {
  const lifeDays = tagLifeDays[kind]
  if (lifeDays === null) return null
  return lifeDays - (localDay(asOf, timeZone) - localDay(assignedAt, timeZone))
}

/** Fresh until its last day has passed (an interest greys on day 30, an intent on day 14), greyed for a week, then dropped. */
export function tagFreshness(tag: AgingTag, asOf: number, timeZone: string): TagFreshness {
  const left = remainingDays(tag, asOf, timeZone)
  if (left === null || left > 0) return 'fresh'
  return left > -greyDays ? 'greyed' : 'dropped'
}
