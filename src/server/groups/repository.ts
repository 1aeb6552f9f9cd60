import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { GroupChat } from '../wecom/groups.ts'

export type GroupRow = Selectable<Schema['groupChat']>
export type StayRow = Selectable<Schema['groupMember']>

/** A list that WeCom answers may lag an exit by this much. */
const lagMs = 10 * 60_000

export function findGroup(db: Database, chatId: string): Promise<GroupRow | undefined> {
  return db.selectFrom('groupChat').selectAll().where('chatId', '=', chatId).executeTakeFirst()
}

/** Whether this member is among the staff in the group. */
export async function isStaffIn(db: Database, chatId: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('groupMember')
    .select('memberId')
    .where('chatId', '=', chatId)
    .where('memberId', '=', userId)
    .where('kind', '=', 'staff')
    .where('leftAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Stays that are open or ended at `sinceMs` or later (inclusive). */
export function staysSince(db: Database, chatId: string, sinceMs: number): Promise<StayRow[]> {
  return db
    .selectFrom('groupMember')
    .selectAll()
    .where('chatId', '=', chatId)
    .where((eb) => eb.or([eb('leftAt', 'is', null), eb('leftAt', '>=', sinceMs)]))
    .execute()
}

/** The row lock of both engines: whoever pushes into this group raises the version first. */
export async function lockGroup(trx: Database, chatId: string): Promise<void> {
  await trx
    .updateTable('groupChat')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('chatId', '=', chatId)
    .execute()
}

export async function changeGroup(
  db: Database,
  chatId: string,
  changes: Partial<Pick<GroupRow, 'status' | 'fetchedAt' | 'planJson'>>,
): Promise<void> {
  await db.updateTable('groupChat').set(changes).where('chatId', '=', chatId).execute()
}

/** These people left at `at`, an event says; a stay that began later goes on. */
export async function endStays(
  trx: Database,
  chatId: string,
  memberIds: readonly string[],
  at: number,
): Promise<void> {
  if (memberIds.length === 0) return
  await trx
    .updateTable('groupMember')
    .set({ leftAt: at })
    .where('chatId', '=', chatId)
    .where('memberId', 'in', [...memberIds])
    .where('leftAt', 'is', null)
    .where('joinedAt', '<=', at)
    .execute()
}

/**
 * Stores what WeCom told of a group that was asked for at `askedAt`; an older answer than the stored one is dropped. Who is
 * no longer listed has left, when a newer stay began or else at `askedAt`; who left just now stays so while the list lags.
 */
export async function storeGroup(trx: Database, group: GroupChat, askedAt: number): Promise<void> {
  const { chatId, name, ownerUserId, notice, createdAt } = group
  const values = {
    name,
    ownerUserId,
    notice,
    createdAt,
    adminUserIdsJson: JSON.stringify(group.adminUserIds),
    status: 'open',
    memberCount: group.members.length,
    fetchedAt: askedAt,
  }
  await trx
    .insertInto('groupChat')
    .values({ chatId, ...values, knownSince: askedAt, planJson: '{}', lockVersion: 0, fetchedAt: 0 })
    .onConflict((conflict) => conflict.column('chatId').doNothing())
    .execute()
  await lockGroup(trx, chatId)
  const stored = await findGroup(trx, chatId)
  if (stored && stored.fetchedAt > askedAt) return
  await trx.updateTable('groupChat').set(values).where('chatId', '=', chatId).execute()

  const stays = await trx.selectFrom('groupMember').selectAll().where('chatId', '=', chatId).execute()
  const keyOf = (stay: { memberId: string; joinedAt: number }) => `${stay.joinedAt} ${stay.memberId}`
  const listed = new Map(group.members.map((member) => [keyOf(member), member]))
  const joinedAgainAt = new Map(group.members.map(({ memberId, joinedAt }) => [memberId, joinedAt]))
  const known = new Set(stays.map(keyOf))
  const setLeft = (stay: StayRow, leftAt: number | null) =>
    trx
      .updateTable('groupMember')
      .set({ leftAt })
      .where('chatId', '=', chatId)
      .where('memberId', '=', stay.memberId)
      .where('joinedAt', '=', stay.joinedAt)
      .execute()
  for (const stay of stays) {
    const isListed = listed.has(keyOf(stay))
    if (stay.leftAt === null && !isListed)
      await setLeft(stay, Math.min(joinedAgainAt.get(stay.memberId) ?? askedAt, askedAt))
    if (stay.leftAt !== null && isListed && stay.leftAt < askedAt - lagMs) await setLeft(stay, null)
  }
  const fresh = [...listed.values()].filter((member) => !known.has(keyOf(member)))
  if (fresh.length === 0) return
  const rows = fresh.map(({ isCustomer, ...member }) => ({
    ...member,
    chatId,
    kind: isCustomer ? 'customer' : 'staff',
    leftAt: null,
  }))
  await trx.insertInto('groupMember').values(rows).execute()
}
