import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { ChannelTables } from '../db/tables/channel.ts'

/**
 * What became of the welcome of one arrival. `sending` is stored before anything is sent and stays when the process dies;
 * `unknown`: WeCom's answer was lost, so nothing is sent again. `none`: no welcome is set; `no-code`: WeCom gave no code.
 */
export const arrivalOutcomes = [
  'sending',
  'sent',
  'none',
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
