import { sql } from 'kysely'
import type { ContentType } from '../../domain/cadence/content-type.ts'
import { responseLog } from '../../domain/cadence/no-response.ts'
import type { SentBubble, Touch } from '../../domain/cadence/touch-grouping.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import type { AidaStep } from '../../domain/scripts/script.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'

/** A stored bubble as the meter counts it, with the touch that it belongs to. */
interface SentRow {
  touchId: string
  at: number
  userId: string
  scriptId: string | null
  contentType: string
  isReply: number
}

export type StoredBubble = SentBubble & { touchId: string }

export function sentBubbles(
  rows: readonly SentRow[],
  labels: ReadonlyMap<string, { step: AidaStep }>,
): StoredBubble[] {
  return rows.map(({ touchId, at, userId, scriptId, contentType, isReply }) => ({
    touchId,
    sentAt: at,
    actorUserId: userId,
    contentType: contentType as ContentType,
    aidaStep: scriptId === null ? null : (labels.get(scriptId)?.step ?? null),
    isReply: isReply === 1,
  }))
}

const sources = [
  ['shopEvent', 'occurredAt'],
  ['purchaseOrder', 'orderedAt'],
  ['coupon', 'openedAt'],
  ['coupon', 'claimedAt'],
  ['quizLink', 'openedAt'],
  ['quizLink', 'answeredAt'],
  ['enquiry', 'startedAt'],
  ['customerReply', 'at'],
] as const

const responses = prepared(
  (db, { customerId, sinceMs, asOf }: { customerId: string; sinceMs: number; asOf: number }) => {
    const reads = sources.map(
      ([table, column]) =>
        sql`select ${sql.ref(column)} as at from ${sql.table(table)} where ${sql.ref('customerId')} = ${customerId}
        and ${sql.ref(column)} >= ${sinceMs} and ${sql.ref(column)} <= ${asOf}`,
    )
    const union = sql<{ at: number }>`${sql.join(reads, sql` union all `)}`
    return { compile: () => union.compile(db) }
  },
)

/**
 * When the customer did anything from `sinceMs` to `asOf` (both inclusive): ordered, visited the shop, opened or claimed a
 * coupon, opened or answered a quiz, asked, or wrote by an advisor's mark. One read, since every meter needs it.
 */
export async function respondedAts(
  db: Database,
  customerId: string,
  sinceMs: number,
  asOf: number,
): Promise<number[]> {
  return (await responses(db, { customerId, sinceMs, asOf })).map(({ at }) => at)
}

/** Stored touches with their place in a run of misses; a touch of several contents has the highest of its places. */
export function missesByTouch(
  bubbles: readonly StoredBubble[],
  { activityAts, asOf, rules }: { activityAts: readonly number[]; asOf: number; rules: RuleOverrides },
): Map<string, number> {
  const touches = new Map<string, Touch>()
  for (const bubble of [...bubbles].sort((a, b) => a.sentAt - b.sentAt)) {
    const known = touches.get(bubble.touchId)
    if (known) known.bubbles.push(bubble)
    else {
      const { sentAt: startedAt, actorUserId } = bubble
      touches.set(bubble.touchId, { startedAt, actorUserId, bubbles: [bubble] })
    }
  }
  const ids = new Map([...touches].map(([touchId, touch]) => [touch, touchId]))
  const numbers = new Map<string, number>()
  for (const { touch, missNumber } of responseLog([...touches.values()], activityAts, asOf, rules)
    .responses) {
    const touchId = ids.get(touch)
    if (touchId === undefined || missNumber === null) continue
    numbers.set(touchId, Math.max(numbers.get(touchId) ?? 0, missNumber))
  }
  return numbers
}
