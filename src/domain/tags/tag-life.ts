import { dayMs, localDay } from '../calendar.ts'
import { type RuleOverrides, ruleValue } from '../rules/value.ts'
import type { Tag, TagKind } from './tag.ts'

/** Local days that a kind lives, null = it does not age; `grey`: how long what has ended stays, greyed. */
export type TagLives = Readonly<Record<TagKind, number | null> & { grey: number }>

/** TAG-02, TAG-03 at a store's numbers; the recalibration of TAG-01 drops what has been grey as long as from one to the next. */
export function tagLives(settings: { rules: RuleOverrides }): TagLives {
  return {
    interest: ruleValue(settings, 'TAG-02', 'days'),
    intent: ruleValue(settings, 'TAG-03', 'days'),
    fact: null,
    grey: ruleValue(settings, 'TAG-01', 'days'),
  }
}

/** 30 and 14 days, and grey for 7, where the store has not set others. */
export const tagLifeDays: TagLives = tagLives({ rules: {} })

export type TagFreshness = 'fresh' | 'greyed' | 'dropped'

/** The instant at which tags are looked at, and how long they live in this store. */
export interface TagMoment {
  asOf: number
  timeZone: string
  lives?: TagLives
}

type AgingTag = Pick<Tag, 'kind' | 'assignedAt'>

/** When a tag ends, epoch ms: 30 or 14 × 24 h after its evidence was last seen; null for a fact. */
export function expiryOf({ kind, assignedAt }: AgingTag, lives: TagLives = tagLifeDays): number | null {
  const lifeDays = lives[kind]
  return lifeDays === null ? null : assignedAt + lifeDays * dayMs
}

/**
 * TAG-02, TAG-03: whole local days left (30 or 14 on the day of assignment, 0 once it greys, null when it never ends), and
 * its state: fresh until its last day has passed (an interest greys on day 30, an intent on day 14), greyed for a week,
 * then dropped. A stored end (`expiresAt`) goes before the life of the kind.
 */
export function tagLife(
  tag: AgingTag & { expiresAt?: number | null },
  { asOf, timeZone, lives = tagLifeDays }: TagMoment,
): { daysLeft: number | null; freshness: TagFreshness } {
  const expiresAt = tag.expiresAt ?? expiryOf(tag, lives)
  if (expiresAt === null) return { daysLeft: null, freshness: 'fresh' }
  const left = localDay(expiresAt, timeZone) - localDay(asOf, timeZone)
  if (left > 0) return { daysLeft: left, freshness: 'fresh' }
  return { daysLeft: 0, freshness: left > -lives.grey ? 'greyed' : 'dropped' }
}

/** An advisor's tag never ends by itself; from this many local days on it asks to be looked at again (ours). */
export const reviewAfterDays = 180

/** Local days since an advisor gave the tag, once they are 180 or more; null before. */
export function reviewDueDays(assignedAt: number, { asOf, timeZone }: TagMoment): number | null {
  const age = localDay(asOf, timeZone) - localDay(assignedAt, timeZone)
  return age >= reviewAfterDays ? age : null
}
