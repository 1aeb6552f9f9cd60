import { hourMs } from '../calendar.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { ContentType } from './content-type.ts'
import type { Touch } from './touch-grouping.ts'

/** What became of one touch, for one kind of content that it carried. */
export interface TouchResponse {
  touch: Touch
  contentType: ContentType
  /** Its place in the run of misses on this content; null when it was answered or may still be. */
  missNumber: number | null
}

export interface ResponseLog {
  responses: TouchResponse[]
  /** The runs that stand at `asOf`, longest first; content without a miss is left out. */
  misses: { contentType: ContentType; misses: number }[]
}

/** CAD-10: how many misses in a row ask for other content. */
export function missesToChange(rules: RuleOverrides): number {
  return ruleValue({ rules }, 'CAD-10', 'misses')
}

/** What a touch offered the customer to answer: neither service messages nor replies to what they wrote. */
function proposals({ bubbles }: Touch): ContentType[] {
  const types = bubbles.filter(({ contentType, isReply }) => contentType !== 'service' && !isReply)
  return [...new Set(types.map(({ contentType }) => contentType))]
}

/**
 * CAD-10: a touch is answered by any activity after its first bubble and up to 24 hours after its last one (inclusive),
 * and a miss from exactly 24 hours after it without one; before that it is open. Misses count in a row for each content
 * type; any activity, whenever it comes, starts all counts anew. `touches` come oldest first, `activityAts` in any order.
 */
export function responseLog(
  touches: readonly Touch[],
  activityAts: readonly number[],
  asOf: number,
  rules: RuleOverrides = {},
): ResponseLog {
  const waitMs = ruleValue({ rules }, 'CAD-10', 'hours') * hourMs
  const activity = activityAts.filter((at) => at <= asOf).sort((a, b) => a - b)
  const firstAfter = (from: number) => activity.find((at) => at > from) ?? Infinity
  const runs = new Map<ContentType, { misses: number; since: number }>()
  const responses: TouchResponse[] = []
  for (const touch of touches) {
    const { startedAt, bubbles } = touch
    const dueAt = Math.max(startedAt, ...bubbles.map(({ sentAt }) => sentAt)) + waitMs
    const isMiss = firstAfter(startedAt) > dueAt && asOf >= dueAt
    for (const contentType of proposals(touch)) {
      const run = runs.get(contentType)
      const before = run && firstAfter(run.since) > startedAt ? run.misses : 0
      const misses = isMiss ? before + 1 : before
      runs.set(contentType, { misses, since: startedAt })
      responses.push({ touch, contentType, missNumber: isMiss ? misses : null })
    }
  }
  const standing = [...runs].map(([contentType, { misses, since }]) => ({
    contentType,
    misses: firstAfter(since) === Infinity ? misses : 0,
  }))
  return {
    responses,
    misses: standing.filter(({ misses }) => misses > 0).sort((a, b) => b.misses - a.misses),
  }
}
