import type { Insertable, Selectable } from 'kysely'
import type { GroupSend } from '../../domain/cadence/groups/push-grouping.ts'
import type { GroupPushKind } from '../../domain/cadence/groups/push-kind.ts'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type SendRow = Omit<Selectable<Schema['groupTouch']>, 'contentType'> & { contentType: GroupPushKind }

const toSend = (row: Selectable<Schema['groupTouch']>): SendRow => ({
  ...row,
  contentType: row.contentType as GroupPushKind,
})

/** What the domain reads of a send. */
export function groupSend(row: SendRow): GroupSend {
  return {
    sentAt: row.at,
    kind: row.contentType,
    actorUserId: row.userId,
    bubbles: row.bubbles,
    isPromotion: row.isPromotion === 1,
    isCheckIn: row.isCheckIn === 1,
  }
}

export async function insertSend(trx: Database, send: Insertable<Schema['groupTouch']>): Promise<void> {
  await trx.insertInto('groupTouch').values(send).execute()
}

export async function findSend(
  db: Database,
  chatId: string,
  by: { requestId: string } | { touchId: string },
): Promise<SendRow | null> {
  const [column, value] =
    'requestId' in by ? (['requestId', by.requestId] as const) : (['touchId', by.touchId] as const)
  const row = await db
    .selectFrom('groupTouch')
    .selectAll()
    .where('chatId', '=', chatId)
    .where(column, '=', value)
    .executeTakeFirst()
  return row ? toSend(row) : null
}

/** Answers whether it counted until now. */
export async function voidSend(trx: Database, touchId: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('groupTouch')
    .set({ voidedAt: at })
    .where('touchId', '=', touchId)
    .where('voidedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What counts of the sends from `sinceMs` on (inclusive), latest first. */
export async function sendsSince(db: Database, chatId: string, sinceMs: number): Promise<SendRow[]> {
  const rows = await db
    .selectFrom('groupTouch')
    .selectAll()
    .where('chatId', '=', chatId)
    .where('at', '>=', sinceMs)
    .where('voidedAt', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('touchId', 'desc')
    .execute()
  return rows.map(toSend)
}

/** Messages of the local days from `sinceDay` on (inclusive). */
export async function daysSince(
  db: Database,
  chatId: string,
  sinceDay: number,
): Promise<{ day: number; messages: number }[]> {
  const rows = await db
    .selectFrom('groupDay')
    .select(['localDay', 'messages'])
    .where('chatId', '=', chatId)
    .where('localDay', '>=', sinceDay)
    .execute()
  return rows.map(({ localDay: day, messages }) => ({ day, messages }))
}

/** A later number of the same day replaces the earlier. */
export async function storeDay(trx: Database, row: Insertable<Schema['groupDay']>): Promise<void> {
  const { messages, updatedAt } = row
  await trx
    .insertInto('groupDay')
    .values(row)
    .onConflict((conflict) => conflict.columns(['chatId', 'localDay']).doUpdateSet({ messages, updatedAt }))
    .execute()
}
