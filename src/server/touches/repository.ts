import type { Insertable, Selectable } from 'kysely'
import type { ContentType } from '../../domain/cadence/content-type.ts'
import { touchWindowMs } from '../../domain/cadence/touch-grouping.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'
import type { OpenTouch } from './bubble.ts'

export interface TouchRecord extends OpenTouch {
  touchId: string
  customerId: string
  userId: string
  lastBubbleAt: number
  bubbles: number
}

export type BubbleRecord = Omit<Selectable<Schema['touchBubble']>, 'isEdited' | 'isReply'> & {
  isEdited: boolean
  isReply: boolean
}

function toTouch(row: Selectable<Schema['touch']>): TouchRecord {
  return { ...row, contentType: row.contentType as ContentType, isReply: row.isReply === 1 }
}

/**
 * This advisor's touch that a bubble at `asOf` belongs to: within ten minutes of its start (inclusive), the meter's own
 * bound; either side, since the clocks of two servers may differ.
 */
export async function openTouch(
  db: Database,
  customerId: string,
  userId: string,
  asOf: number,
): Promise<TouchRecord | null> {
  const row = await db
    .selectFrom('touch')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .where('startedAt', '>=', asOf - touchWindowMs)
    .where('startedAt', '<=', asOf + touchWindowMs)
    .orderBy('startedAt', 'desc')
    .orderBy('touchId', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toTouch(row) : null
}

export async function insertTouch(trx: Database, touch: TouchRecord): Promise<void> {
  await trx
    .insertInto('touch')
    .values({ ...touch, isReply: touch.isReply ? 1 : 0 })
    .execute()
}

export async function updateTouch(trx: Database, touch: TouchRecord): Promise<void> {
  const { touchId, isReply, ...changes } = touch
  await trx
    .updateTable('touch')
    .set({ ...changes, isReply: isReply ? 1 : 0 })
    .where('touchId', '=', touchId)
    .execute()
}

export async function insertReply(db: Database, reply: Insertable<Schema['customerReply']>): Promise<void> {
  await db.insertInto('customerReply').values(reply).execute()
}

export async function insertBubble(trx: Database, bubble: Insertable<Schema['touchBubble']>): Promise<void> {
  await trx.insertInto('touchBubble').values(bubble).execute()
}

const lastOfEachRule = prepared((db, { customerId, asOf }: { customerId: string; asOf: number }) =>
  db
    .selectFrom('touchBubble')
    .select((eb) => ['ruleId', eb.fn.max<number>('at').as('at')])
    .where('customerId', '=', customerId)
    .where('ruleId', 'is not', null)
    .where('at', '<=', asOf)
    .groupBy('ruleId'),
)

/** When something was last sent to this customer up to `asOf` from a step of each of these rules, by whomever. */
export async function lastByRule(
  db: Database,
  customerId: string,
  ruleIds: readonly string[],
  asOf: number,
): Promise<Record<string, number>> {
  const rows = await lastOfEachRule(db, { customerId, asOf })
  return Object.fromEntries(
    rows.flatMap(({ ruleId, at }) => (ruleId === null || !ruleIds.includes(ruleId) ? [] : [[ruleId, at]])),
  )
}

const bubblesSince = prepared((db, { customerId, sinceMs }: { customerId: string; sinceMs: number }) =>
  db
    .selectFrom('touchBubble')
    .select(['touchId', 'at', 'scriptId', 'userId', 'contentType', 'isReply'])
    .where('customerId', '=', customerId)
    .where('at', '>=', sinceMs),
)

/** What the meter reads of each bubble of this customer from `sinceMs` on (inclusive), by whomever. */
export function sentSince(db: Database, customerId: string, sinceMs: number) {
  return bubblesSince(db, { customerId, sinceMs })
}

/**
 * The latest touches that started before `before`, latest first: `limit` of them and all that started at the same instant
 * as the last one, so that a page never splits an instant.
 */
export async function touchesBefore(
  db: Database,
  customerId: string,
  before: number,
  limit: number,
): Promise<TouchRecord[]> {
  const earlier = db.selectFrom('touch').where('customerId', '=', customerId).where('startedAt', '<', before)
  const edge = await earlier
    .select('startedAt')
    .orderBy('startedAt', 'desc')
    .limit(1)
    .offset(limit - 1)
    .executeTakeFirst()
  const rows = await earlier
    .selectAll()
    .where('startedAt', '>=', edge?.startedAt ?? 0)
    .orderBy('startedAt', 'desc')
    .orderBy('touchId', 'desc')
    .execute()
  return rows.map(toTouch)
}

/** The bubbles of these touches, oldest first. */
export async function bubblesOf(db: Database, touchIds: readonly string[]): Promise<BubbleRecord[]> {
  if (touchIds.length === 0) return []
  const rows = await db
    .selectFrom('touchBubble')
    .selectAll()
    .where('touchId', 'in', touchIds)
    .orderBy('at')
    .orderBy('bubbleId')
    .execute()
  return rows.map((row) => ({ ...row, isEdited: row.isEdited === 1, isReply: row.isReply === 1 }))
}

const scriptsSentTo = prepared((db, { customerId }: { customerId: string }) =>
  db
    .selectFrom('touchBubble')
    .select('scriptId')
    .distinct()
    .where('customerId', '=', customerId)
    .where('scriptId', 'is not', null),
)

/** The scripts this customer has had already, from anyone. */
export async function usedScriptIds(db: Database, customerId: string): Promise<Set<string>> {
  const rows = await scriptsSentTo(db, { customerId })
  return new Set(rows.flatMap(({ scriptId }) => (scriptId === null ? [] : [scriptId])))
}
