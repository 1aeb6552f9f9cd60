import { dayMs, minuteMs } from '../../domain/calendar.ts'
import type { ScriptUsage } from '../../domain/scripts/fit/script-usage.ts'
import { repeatWindowDays, type SentText } from '../../domain/scripts/repeats.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'

const usageDays = 90
const buyingDays = 7
/** Counting reads every message of the store, so it is done this seldom. */
const keptMs = 10 * minuteMs

/** What each script did in the 90 days before `asOf`: times sent, customers, and those who paid within 7 days after. */
export async function countUsage(db: Database, asOf: number): Promise<Map<string, ScriptUsage>> {
  const since = asOf - usageDays * dayMs
  const sent = await db
    .selectFrom('touchBubble')
    .select((eb) => [
      'scriptId',
      eb.fn.countAll<number>().as('timesSent'),
      eb.fn.count<number>('customerId').distinct().as('customers'),
    ])
    .where('scriptId', 'is not', null)
    .where('at', '>=', since)
    .groupBy('scriptId')
    .execute()
  const bought = await db
    .selectFrom('touchBubble')
    .innerJoin('purchaseOrder', 'purchaseOrder.customerId', 'touchBubble.customerId')
    .select((eb) => [
      'touchBubble.scriptId',
      eb.fn.count<number>('touchBubble.customerId').distinct().as('buyers'),
    ])
    .where('touchBubble.scriptId', 'is not', null)
    .where('touchBubble.at', '>=', since)
    .whereRef('purchaseOrder.paidAt', '>=', 'touchBubble.at')
    .where((eb) => eb('purchaseOrder.paidAt', '<=', eb('touchBubble.at', '+', buyingDays * dayMs)))
    .whereRef('purchaseOrder.refundedFen', '<', 'purchaseOrder.paidFen')
    .groupBy('touchBubble.scriptId')
    .execute()
  const buyers = new Map(bought.map((row) => [row.scriptId, Number(row.buyers)]))
  return new Map(
    sent.flatMap(({ scriptId, timesSent, customers }) =>
      scriptId === null
        ? []
        : [
            [
              scriptId,
              {
                timesSent: Number(timesSent),
                customers: Number(customers),
                buyers: buyers.get(scriptId) ?? 0,
              },
            ] as const,
          ],
    ),
  )
}

/** `countUsage`, counted again after ten minutes at most. */
export function createUsage(): (db: Database, asOf: number) => Promise<Map<string, ScriptUsage>> {
  let kept: { at: number; usage: Map<string, ScriptUsage> } | null = null
  return async (db, asOf) => {
    if (kept && Math.abs(asOf - kept.at) < keptMs) return kept.usage
    const usage = await countUsage(db, asOf)
    kept = { at: asOf, usage }
    return usage
  }
}

const textsSince = prepared((db, { customerId, sinceMs }: { customerId: string; sinceMs: number }) =>
  db
    .selectFrom('touchBubble')
    .select(['text', 'at'])
    .where('customerId', '=', customerId)
    .where('at', '>=', sinceMs),
)

/** The texts this customer got in the days that repeats are told of, from anyone. */
export function textsSentTo(db: Database, customerId: string, asOf: number): Promise<SentText[]> {
  return textsSince(db, { customerId, sinceMs: asOf - repeatWindowDays * dayMs })
}
