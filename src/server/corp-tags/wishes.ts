import type { Selectable } from 'kysely'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { CorpTagTables } from '../db/tables/corp-tag.ts'
import { corpEvidence } from './evidence.ts'

export type Push = Selectable<CorpTagTables['corpTagPush']>
type Context = Pick<ServerContext, 'now' | 'randomBytes'>

export interface Wish {
  customerId: string
  userId: string
  groupName: string
  name: string
  /** Null = a tag of the store's own, which is made when WeCom lacks it. */
  corpTagId: string | null
  wanted: 'add' | 'remove'
}

/** Another push for what is wanted now; one that is on its way ends first and settles nothing. */
async function rearm(trx: Database, { now }: Context, pushId: string, wanted: string): Promise<void> {
  const changedAt = now()
  await trx
    .updateTable('corpTagPush')
    .set((eb) => ({
      wanted,
      version: eb('version', '+', 1),
      status: 'pending',
      attempts: 0,
      dueAt: changedAt,
      errcode: null,
      changedAt,
      settledAt: null,
    }))
    .where('pushId', '=', pushId)
    .execute()
}

/**
 * Stores what is to be so in WeCom, in the transaction that makes it so here; the customer's row is locked. `isKnown`: it
 * was so here before, and then only a push that failed is tried again.
 */
export async function wish(trx: Database, context: Context, wanted: Wish, isKnown = false): Promise<void> {
  const { customerId, userId, groupName, name } = wanted
  const known = await trx
    .selectFrom('corpTagPush')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .where('groupName', '=', groupName)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) {
    // One that is on its way may fail with what was true before.
    const isSettling = known.claimedUntil !== null && known.claimedUntil > context.now()
    if (isKnown && known.wanted === wanted.wanted && known.status !== 'failed' && !isSettling) return
    return rearm(trx, context, known.pushId, wanted.wanted)
  }
  const changedAt = context.now()
  await trx
    .insertInto('corpTagPush')
    .values({
      ...wanted,
      pushId: newId(context, 'push'),
      markedTagId: null,
      version: 1,
      status: 'pending',
      attempts: 0,
      dueAt: changedAt,
      claimedBy: null,
      claimedUntil: null,
      errcode: null,
      changedAt,
      settledAt: null,
    })
    .execute()
}

/** Takes a tag of the store's list off again wherever it was pushed for this customer; answers for whom. */
export async function wishGone(
  trx: Database,
  context: Context,
  customerId: string,
  name: string,
): Promise<{ userId: string; groupName: string }[]> {
  const pushed = await trx
    .selectFrom('corpTagPush')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('name', '=', name)
    .where('corpTagId', 'is', null)
    .where('wanted', '=', 'add')
    .execute()
  for (const { pushId } of pushed) await rearm(trx, context, pushId, 'remove')
  return pushed
}

/** What of this follower is not in WeCom yet, or could not be brought there. */
export function openPushes(db: Database, customerId: string, userId: string): Promise<Push[]> {
  return unsettled(db, { customerId, userId })
}

const unsettled = prepared((db, { customerId, userId }: { customerId: string; userId: string }) =>
  db
    .selectFrom('corpTagPush')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('userId', '=', userId)
    .where('status', 'in', ['failed', 'pending']),
)

/** Says no more of a tag that WeCom has not got. */
export async function dropFailed(
  trx: Database,
  tag: { customerId: string; userId: string; name: string; evidence: string },
): Promise<void> {
  const open = await openPushes(trx, tag.customerId, tag.userId)
  for (const { pushId, status, name, groupName } of open)
    if (status === 'failed' && name === tag.name && corpEvidence(groupName) === tag.evidence)
      await trx.deleteFrom('corpTagPush').where('pushId', '=', pushId).execute()
}

/**
 * What an answer of WeCom asked for at `askedAt` may not know yet, by follower, name and evidence: `add` keeps the tag,
 * `remove` keeps it away. An add that failed stays to be seen; one that is done is there.
 */
export async function untoldWishes(
  trx: Database,
  customerId: string,
  askedAt: number,
): Promise<{ userId: string; name: string; evidence: string; wanted: string; isDone: boolean }[]> {
  const pushes = await trx
    .selectFrom('corpTagPush')
    .select(['userId', 'name', 'groupName', 'wanted', 'status'])
    .where('customerId', '=', customerId)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'pending'),
        eb.and([eb('status', '=', 'failed'), eb('wanted', '=', 'add')]),
        eb.and([eb('status', '=', 'done'), eb('settledAt', '>=', askedAt)]),
      ]),
    )
    .execute()
  return pushes.map(({ groupName, status, ...push }) => ({
    ...push,
    evidence: corpEvidence(groupName),
    isDone: status === 'done',
  }))
}
