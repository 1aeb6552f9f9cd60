import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { ChannelTables } from '../db/tables/channel.ts'

/**
 * What became of the welcome of one arrival. `sending` is stored before anything is sent and stays when the process dies;
 * `unknown`: WeCom's answer was lost, so nothing is sent again. `none`: no welcome is set; `no-code`: WeCom gave no code;
 * `welcomed`: the other half of the same acquaintance has had it.
 */
export const arrivalOutcomes = [
  'sending',
  'sent',
  'none',
  'welcomed',
  'no-code',
  'late',
  'used',
  'consent',
  'refused',
  'unreachable',
  'unknown',
  'opted-out',
] as const
export type ArrivalOutcome = (typeof arrivalOutcomes)[number]

export type Arrival = Omit<Selectable<ChannelTables['channelArrival']>, 'outcome'> & {
  outcome: ArrivalOutcome
}

/** One for each welcome code; without a code, for each pair and event. No id stands in it. */
export function arrivalKey(event: {
  welcomeCode: string | null
  externalUserId: string
  userId: string
  at: number
}): string {
  const { welcomeCode, externalUserId, userId, at } = event
  const what = welcomeCode === null ? ['pair', userId, externalUserId, at] : ['code', welcomeCode]
  return createHash('sha256').update(JSON.stringify(what)).digest('hex')
}

/** False when this arrival is known already. */
export async function insertArrival(trx: Database, arrival: Arrival): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('channelArrival')
    .values(arrival)
    .onConflict((conflict) => conflict.column('arrivalKey').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Answers whose it is now: two customers may have become one meanwhile. */
export function settleArrival(
  trx: Database,
  key: string,
  settled: Pick<Arrival, 'outcome' | 'errcode' | 'settledAt'>,
): Promise<{ customerId: string }> {
  return trx
    .updateTable('channelArrival')
    .set(settled)
    .where('arrivalKey', '=', key)
    .returning('customerId')
    .executeTakeFirstOrThrow()
}

/** It went out, or may have: then there is no second one. */
const goneOutcomes: readonly ArrivalOutcome[] = ['sending', 'sent', 'unknown']

/**
 * Whether a welcome of the same acquaintance went out: a half-add and the full add that follows it are one, whichever is
 * told first. A customer who comes back later is welcomed anew. The customer's row is locked.
 */
export async function isWelcomed(
  trx: Database,
  { customerId, userId }: { customerId: string; userId: string },
  { isHalf, at }: { isHalf: boolean; at: number },
): Promise<boolean> {
  const rows = await trx
    .selectFrom('channelArrival')
    .select(['isHalf', 'arrivedAt', 'outcome'])
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .execute()
  const isGone = ({ outcome }: { outcome: string }) => (goneOutcomes as readonly string[]).includes(outcome)
  const full = rows.filter((row) => row.isHalf === 0)
  if (isHalf) return full.some((row) => row.arrivedAt >= at && isGone(row))
  const lastFullAt = Math.max(0, ...full.map(({ arrivedAt }) => arrivedAt))
  return rows.some((row) => row.isHalf === 1 && row.arrivedAt >= lastFullAt && isGone(row))
}

/** How this customer last came to this member. */
export async function lastArrival(
  db: Database,
  { customerId, userId }: { customerId: string; userId: string },
): Promise<Arrival | null> {
  const row = await db
    .selectFrom('channelArrival')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .orderBy('arrivedAt', 'desc')
    .orderBy('arrivalKey')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, outcome: row.outcome as ArrivalOutcome } : null
}

const quietOutcomes: readonly ArrivalOutcome[] = ['sent', 'none', 'welcomed']

/** Arrivals whose welcome is not known to have gone out, latest first. */
export function arrivalsBefore(db: Database, customerId: string, before: number, limit: number) {
  return db
    .selectFrom('channelArrival')
    .select(['arrivalKey', 'userId', 'arrivedAt', 'outcome', 'errcode'])
    .where('customerId', '=', customerId)
    .where('arrivedAt', '<', before)
    .where('outcome', 'not in', quietOutcomes)
    .orderBy('arrivedAt', 'desc')
    .orderBy('arrivalKey')
    .limit(limit)
    .execute()
}

export interface ArrivalCounts {
  arrivedCount: number
  welcomedCount: number
}

/** How many customers came through each channel, and for how many of them WeCom took a welcome. */
export async function arrivalCounts(
  db: Database,
  channelIds: readonly string[],
): Promise<Map<string, ArrivalCounts>> {
  if (channelIds.length === 0) return new Map()
  const counted = () =>
    db
      .selectFrom('channelArrival')
      .select((eb) => ['channelId', eb.fn.count<number>('customerId').distinct().as('count')])
      .where('channelId', 'in', channelIds)
      .groupBy('channelId')
  const arrived = await counted().execute()
  const welcomed = new Map(
    (await counted().where('outcome', '=', 'sent').execute()).map((row) => [row.channelId, row.count]),
  )
  return new Map(
    arrived.map(({ channelId, count }) => [
      channelId ?? '',
      { arrivedCount: Number(count), welcomedCount: Number(welcomed.get(channelId) ?? 0) },
    ]),
  )
}
