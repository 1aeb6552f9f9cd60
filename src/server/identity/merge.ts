import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { type CustomerRow, detailsVersion, type MergeDetails } from './merges/details.ts'
import { moveLedger } from './merges/move-ledger.ts'

/** The tables that point at a customer by `customerId` and have an id of one column. */
export const ownedTables = [
  ['purchaseOrder', 'orderId'],
  ['shopEvent', 'eventId'],
  ['coupon', 'couponId'],
  ['touch', 'touchId'],
  ['touchBubble', 'bubbleId'],
  ['customerReply', 'replyId'],
  ['reminder', 'reminderId'],
  ['customerNote', 'noteId'],
  ['customerConsent', 'consentId'],
  ['agedPurchase', 'agedPurchaseId'],
  ['agedOrder', 'orderHash'],
  ['orderCredit', 'orderId'],
  ['decision', 'decisionId'],
  ['customerTag', 'tagId'],
  ['corpTagPush', 'pushId'],
  ['suggestionSuppression', 'suppressionId'],
  ['offerException', 'exceptionId'],
  ['enquiry', 'enquiryId'],
  ['escalation', 'escalationId'],
  ['quizLink', 'quizLinkId'],
  ['channelArrival', 'arrivalKey'],
  ['abuseAlert', 'alertId'],
  ['mergeArrival', 'arrivalKey'],
] as const

/** Moves all that belongs to one customer to another and deletes the emptied one; answers what it takes to undo this. */
export async function moveCustomer(
  trx: Database,
  { keptId, mergedId }: { keptId: string; mergedId: string },
  at: number,
): Promise<MergeDetails> {
  const kept = await customerOf(trx, keptId)
  const merged = await customerOf(trx, mergedId)
  const moved: Record<string, string[]> = {}
  for (const [table, id] of ownedTables) {
    const { rows } = await sql<{ id: string }>`
      update ${sql.table(table)} set ${sql.ref('customerId')} = ${keptId}
      where ${sql.ref('customerId')} = ${mergedId} returning ${sql.ref(id)} as id`.execute(trx)
    moved[table] = rows.map((row) => row.id)
  }
  const identities = await trx
    .updateTable('identity')
    .set({ customerId: keptId })
    .where('customerId', '=', mergedId)
    .returning(['kind', 'value'])
    .execute()
  const { follows, keptFollowers } = await moveFollows(trx, keptId, mergedId)
  const ledger = await moveLedger(trx, keptId, mergedId)
  await trx.deleteFrom('customer').where('customerId', '=', mergedId).execute()
  await trx
    .updateTable('customer')
    .set({ ...factsOfBoth(kept, merged), mergedAt: at, updatedAt: at })
    .where('customerId', '=', keptId)
    .execute()
  return {
    version: detailsVersion,
    merged,
    keptBefore: kept,
    identities,
    moved,
    follows,
    keptFollowers,
    ledger,
  }
}

function customerOf(trx: Database, customerId: string): Promise<CustomerRow> {
  return trx.selectFrom('customer').selectAll().where('customerId', '=', customerId).executeTakeFirstOrThrow()
}

/** An advisor who follows both keeps the entry of the kept customer. */
async function moveFollows(
  trx: Database,
  keptId: string,
  mergedId: string,
): Promise<Pick<MergeDetails, 'follows' | 'keptFollowers'>> {
  const follows = await trx.deleteFrom('follow').where('customerId', '=', mergedId).returningAll().execute()
  if (follows.length === 0) return { follows, keptFollowers: [] }
  const moved = await trx
    .insertInto('follow')
    .values(follows.map((follow) => ({ ...follow, customerId: keptId })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('userId')
    .execute()
  const users = new Set(moved.map(({ userId }) => userId))
  const keptFollowers = follows.map(({ userId }) => userId).filter((userId) => !users.has(userId))
  return { follows, keptFollowers }
}

/** The kept customer's facts win; an opt-out of either holds, and the assignment key stays. */
export function factsOfBoth(kept: CustomerRow, merged: CustomerRow) {
  const fields = {
    ...(JSON.parse(merged.fieldsJson) as object),
    ...(JSON.parse(kept.fieldsJson) as object),
  }
  return {
    externalUserId: kept.externalUserId ?? merged.externalUserId,
    name: kept.name === '' ? merged.name : kept.name,
    avatar: kept.avatar ?? merged.avatar,
    corpName: kept.corpName ?? merged.corpName,
    birthday: kept.birthday ?? merged.birthday,
    memberTier: kept.memberTier ?? merged.memberTier,
    points: kept.points ?? merged.points,
    pointsExpireAt: kept.points === null ? merged.pointsExpireAt : kept.pointsExpireAt,
    fieldsJson: JSON.stringify(fields),
    optedOutAt: earlier(kept.optedOutAt, merged.optedOutAt),
    firstFollowAt: earlier(kept.firstFollowAt, merged.firstFollowAt),
    lastActivityAt: later(kept.lastActivityAt, merged.lastActivityAt),
    createdAt: Math.min(kept.createdAt, merged.createdAt),
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}
