import type { Selectable } from 'kysely'
import type { ServerContext } from '../context.ts'
import { newId } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { ContactFollow, ExternalContact } from '../wecom/contacts.ts'

export type CustomerRow = Selectable<Schema['customer']>
export type FollowRow = Selectable<Schema['follow']>

export function findByExternalUserId(db: Database, externalUserId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom('customer').selectAll().where('externalUserId', '=', externalUserId).executeTakeFirst()
}

export function findById(db: Database, customerId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom('customer').selectAll().where('customerId', '=', customerId).executeTakeFirst()
}

/** Current followers, earliest first: the first one owns the customer (product.md 2). */
export function followsOf(db: Database, customerId: string): Promise<FollowRow[]> {
  return db
    .selectFrom('follow')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('isActive', '=', 1)
    .orderBy('followedAt')
    .orderBy('userId')
    .execute()
}

/** Customers that WeCom knows: the hold-out starts at a number of them. */
export async function countLinked(db: Database): Promise<number> {
  const row = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('externalUserId', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The row lock of both engines: whoever spends for this customer raises the version first. */
export async function lockCustomer(trx: Database, customerId: string): Promise<void> {
  await trx
    .updateTable('customer')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('customerId', '=', customerId)
    .execute()
}

/** Stores what WeCom told of a contact: profile, all follow entries and each follower's tags. */
export async function storeContact(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  customerId: string,
  contact: ExternalContact,
): Promise<void> {
  const at = context.now()
  const firstFollowAt =
    contact.follows.length === 0 ? null : Math.min(...contact.follows.map((f) => f.followedAt))
  await trx
    .updateTable('customer')
    .set({
      name: contact.name,
      avatar: contact.avatar,
      contactType: contact.type,
      gender: contact.gender,
      firstFollowAt,
      contactFetchedAt: at,
      updatedAt: at,
    })
    .where('customerId', '=', customerId)
    .execute()
  await trx
    .updateTable('follow')
    .set({ isActive: 0, updatedAt: at })
    .where('customerId', '=', customerId)
    .execute()
  for (const follow of contact.follows) await storeFollow(trx, customerId, follow, at)
  await trx
    .deleteFrom('customerTag')
    .where('customerId', '=', customerId)
    .where('source', 'in', ['corp', 'personal'])
    .execute()
  const tags = contact.follows.flatMap((follow) =>
    follow.tags.map((tag) => ({
      tagId: newId(context, 'tag'),
      customerId,
      userId: follow.userId,
      name: tag.name,
      source: tag.isPersonal ? 'personal' : 'corp',
      kind: 'fact',
      evidence: tag.groupName === '' ? '企业微信标签' : `企业微信标签 · ${tag.groupName}`,
      confidence: null,
      createdAt: at,
      expiresAt: null,
    })),
  )
  if (tags.length > 0) await trx.insertInto('customerTag').values(tags).execute()
}

async function storeFollow(
  trx: Database,
  customerId: string,
  follow: ContactFollow,
  at: number,
): Promise<void> {
  const { userId, remark, description, followedAt, addWay, state } = follow
  const values = { remark, description, followedAt, addWay, state, isActive: 1, updatedAt: at }
  await trx
    .insertInto('follow')
    .values({ customerId, userId, ...values })
    .onConflict((conflict) => conflict.columns(['customerId', 'userId']).doUpdateSet(values))
    .execute()
}
