import { type Selectable, sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

type CustomerRow = Selectable<Schema['customer']>

/** The tables that point at a customer by `customerId` and have an id of one column. */
const owned = [
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
] as const

/** Moves all that belongs to one customer to another and deletes the emptied one; answers what it takes to undo this. */
export async function moveCustomer(
  trx: Database,
  { keptId, mergedId }: { keptId: string; mergedId: string },
  at: number,
): Promise<object> {
  const kept = await customerOf(trx, keptId)
  const merged = await customerOf(trx, mergedId)
  const moved: Record<string, string[]> = {}
  for (const [table, id] of owned) {
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
  const follows = await moveFollows(trx, keptId, mergedId)
  const ledger = await moveLedger(trx, keptId, mergedId)
  await trx.deleteFrom('customer').where('customerId', '=', mergedId).execute()
  await trx
    .updateTable('customer')
    .set(factsOfBoth(kept, merged, at))
    .where('customerId', '=', keptId)
    .execute()
  return { merged, keptBefore: kept, identities, moved, follows, ledger }
}

function customerOf(trx: Database, customerId: string): Promise<CustomerRow> {
  return trx.selectFrom('customer').selectAll().where('customerId', '=', customerId).executeTakeFirstOrThrow()
}

/** An advisor who follows both keeps the entry of the kept customer. */
async function moveFollows(trx: Database, keptId: string, mergedId: string): Promise<object[]> {
  const follows = await trx.selectFrom('follow').selectAll().where('customerId', '=', mergedId).execute()
  if (follows.length === 0) return []
  await trx
    .insertInto('follow')
    .values(follows.map((follow) => ({ ...follow, customerId: keptId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx.deleteFrom('follow').where('customerId', '=', mergedId).execute()
  return follows
}

/** The money already spent counts for the kept customer; no amount changes. */
async function moveLedger(trx: Database, keptId: string, mergedId: string): Promise<object> {
  const entries = await trx
    .updateTable('ledgerEntry')
    .set({ scopeId: keptId })
    .where('scope', '=', 'customer')
    .where('scopeId', '=', mergedId)
    .returning('entryId')
    .execute()
  const limits = await moveBudget(trx, keptId, mergedId)
  const uses = await trx
    .deleteFrom('budgetUse')
    .where('scope', '=', 'customer')
    .where('scopeId', '=', mergedId)
    .returningAll()
    .execute()
  for (const use of uses) {
    await trx
      .insertInto('budgetUse')
      .values({ ...use, scopeId: keptId })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'scopeId', 'periodKey'])
          .doUpdateSet((eb) => ({ usedFen: eb('budgetUse.usedFen', '+', use.usedFen) })),
      )
      .execute()
  }
  return { entryIds: entries.map(({ entryId }) => entryId), uses, limits }
}

/** A limit set for the kept customer stays; else the other's goes on. */
async function moveBudget(trx: Database, keptId: string, mergedId: string): Promise<object[]> {
  const limits = await trx
    .deleteFrom('budget')
    .where('scope', '=', 'customer')
    .where('scopeId', '=', mergedId)
    .returningAll()
    .execute()
  if (limits.length === 0) return []
  await trx
    .insertInto('budget')
    .values(limits.map((limit) => ({ ...limit, scopeId: keptId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return limits
}

/** The kept customer's facts win; an opt-out of either holds, and the assignment key stays. */
function factsOfBoth(kept: CustomerRow, merged: CustomerRow, at: number): Partial<CustomerRow> {
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
    updatedAt: at,
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}
