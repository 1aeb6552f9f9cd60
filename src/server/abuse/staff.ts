import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { identityKeysOf, type NamedIdentities } from '../identity/identity-key.ts'
import { raiseAlert } from './record.ts'

export const ownCouponCode = 'ownCoupon'

export interface StaffIdentity {
  userId: string
  kind: string
  value: string
}

/** Under which identities members are customers themselves, as an admin stated. */
export function staffIdentities(db: Database): Promise<StaffIdentity[]> {
  return db
    .selectFrom('staffIdentity')
    .select(['userId', 'kind', 'value'])
    .orderBy('userId')
    .orderBy('kind')
    .execute()
}

/** States under which identities a member is a customer; stated for another member before, the last word counts. */
export async function stateStaffIdentity(
  context: ServerContext,
  userId: string,
  named: NamedIdentities,
  actor: string,
): Promise<number> {
  const at = context.now()
  const keys = identityKeysOf(named)
  await context.db.transaction().execute(async (trx) => {
    for (const key of keys)
      await trx
        .insertInto('staffIdentity')
        .values({ ...key, userId, createdBy: actor, createdAt: at })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'value']).doUpdateSet({ userId, createdBy: actor, createdAt: at }),
        )
        .execute()
    await recordAudit(trx, context, {
      at,
      actor,
      action: 'member.customer-stated',
      subjectKind: 'member',
      subjectId: userId,
      details: { kinds: keys.map(({ kind }) => kind) },
    })
  })
  return keys.length
}

/** Takes all that was stated of a member back; answers how many identities there were. */
export async function forgetStaffIdentities(
  context: ServerContext,
  userId: string,
  actor: string,
): Promise<number> {
  return context.db.transaction().execute(async (trx) => {
    const rows = await trx
      .deleteFrom('staffIdentity')
      .where('userId', '=', userId)
      .returning('kind')
      .execute()
    await recordAudit(trx, context, {
      at: context.now(),
      actor,
      action: 'member.customer-forgotten',
      subjectKind: 'member',
      subjectId: userId,
      details: { kinds: rows.map(({ kind }) => kind) },
    })
    return rows.length
  })
}

/** The members who are this customer. */
export async function membersBehind(db: Database, customerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staffIdentity')
    .innerJoin('identity', (join) =>
      join
        .onRef('identity.kind', '=', 'staffIdentity.kind')
        .onRef('identity.value', '=', 'staffIdentity.value'),
    )
    .select('staffIdentity.userId')
    .where('identity.customerId', '=', customerId)
    .execute()
  return [...new Set(rows.map(({ userId }) => userId))]
}

/** SELF-USE: nobody issues a coupon to their own customer identity. */
export async function refuseOwnCoupon(
  trx: Database,
  { customerId, userId }: { customerId: string; userId: string },
): Promise<void> {
  if (!(await membersBehind(trx, customerId)).includes(userId)) return
  const text = '不能给自己发券'
  throw new AppError('offer_refused', {
    message: text,
    details: { refusals: [{ code: ownCouponCode, ruleId: 'SELF-USE', text }] },
  })
}

/** Told after the refused transaction, which takes nothing with it. */
export function noteOwnCoupon(
  context: ServerContext,
  { customerId, userId }: { customerId: string; userId: string },
): Promise<void> {
  const suspicion = { subjectId: userId, customerId, userId, bound: 1 }
  return raiseAlert(context.db, context, { kind: 'ownCoupon', ...suspicion })
}
