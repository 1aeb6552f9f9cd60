import { hourMs } from '../../../../domain/calendar.ts'
import { couponExpiresAt } from '../../../../domain/offers/eligibility.ts'
import type { DayChoice } from '../../../../domain/offers/learning/day-choice.ts'
import type { DrawnDecision } from '../../../../domain/offers/learning/learning-row.ts'
import type { OfferTerms } from '../../../../domain/offers/offer.ts'
import type { CandidateRecord } from '../../../../domain/offers/replay/decision-record.ts'
import { type RuleOverrides, ruleValue } from '../../../../domain/rules/value.ts'
import type { Database } from '../../../db/connect.ts'
import { validityOf } from '../../repository.ts'
import { drawnPage, type DrawnRow } from './repository.ts'

const pageSize = 500
const versionsKept = 5_000

export interface DrawnRange {
  sinceMs: number
  asOf: number
  timeZone: string
  /** However long a coupon lives, a choice is watched no longer than this. */
  longestMs: number
  rules: RuleOverrides
}

/**
 * The choices drawn in a time, page by page in its order. Each is watched as long as the longest living coupon among the
 * offers that could be sent, and no shorter than a coupon lives by default (OFF-08).
 */
export async function* drawnDecisions(
  db: Database,
  { sinceMs, asOf, timeZone, longestMs, rules }: DrawnRange,
): AsyncGenerator<DrawnDecision[]> {
  const shortestMs = ruleValue({ rules }, 'OFF-08', 'hours') * hourMs
  const validities = new Map<string, OfferTerms['validity']>()
  let after = { createdAt: sinceMs, decisionId: '' }
  for (;;) {
    const rows = await drawnPage(db, after, asOf, pageSize)
    const last = rows.at(-1)
    if (!last) return
    after = { createdAt: last.createdAt, decisionId: last.decisionId }
    const parsed = rows.map((row) => ({ row, ...candidatesOf(row) }))
    const unknown = parsed.flatMap(({ versionIds }) => versionIds.filter((id) => !validities.has(id)))
    if (validities.size > versionsKept) validities.clear()
    for (const [id, validity] of await validityOf(db, [...new Set(unknown)])) validities.set(id, validity)
    yield parsed.map(({ row, versionIds, arms }) => {
      const lives = versionIds.map((id) =>
        couponExpiresAt(validities.get(id), row.createdAt, timeZone, rules),
      )
      const longest = Math.max(shortestMs, ...lives.map((expiresAt) => expiresAt - row.createdAt))
      const { customerId, localDay, segment, chosenOfferId, createdAt: decidedAt } = row
      const windowMs = Math.min(longestMs, longest)
      return { customerId, localDay, segment, chosenOfferId, decidedAt, arms, windowMs }
    })
  }
}

function candidatesOf({ candidatesJson }: DrawnRow): {
  versionIds: string[]
  arms: { armId: string | null; propensity: number }[]
} {
  const { ranked, arms } = JSON.parse(candidatesJson) as {
    ranked: CandidateRecord[]
    arms: DayChoice['arms']
  }
  return {
    versionIds: ranked.map(({ offerVersionId }) => offerVersionId),
    arms: arms.map(({ armId, propensity }) => ({ armId, propensity })),
  }
}
