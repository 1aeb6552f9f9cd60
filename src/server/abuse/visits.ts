import { deviceSharing, deviceWindowDays, linkSharing } from '../../domain/abuse/bounds.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { raiseAlert } from './record.ts'

/** More devices than this say nothing new; a machine that keeps no cookies must not fill the table. */
const mostDevices = 200

interface Visited {
  couponId: string
  customerId: string
  deviceHash: string
  /** The member that WeCom said it was. */
  userId: string | null
}

async function countDevices(db: Database, couponId: string): Promise<number> {
  const row = await db
    .selectFrom('claimVisit')
    .select((eb) => eb.fn.countAll<number>().as('devices'))
    .where('couponId', '=', couponId)
    .executeTakeFirstOrThrow()
  return row.devices
}

/** A person looked at a coupon's page on a device; when it was the first time, whether the link goes round (SHARED-LINK). */
export async function noteVisit(context: ServerContext, visited: Visited): Promise<void> {
  const { db } = context
  const { couponId, customerId, deviceHash, userId } = visited
  const known = await db
    .selectFrom('claimVisit')
    .select('deviceHash')
    .where('couponId', '=', couponId)
    .where('deviceHash', '=', deviceHash)
    .executeTakeFirst()
  if (known) {
    // Who it was is told after the first look, once WeCom was asked.
    if (userId !== null)
      await db
        .updateTable('claimVisit')
        .set({ userId })
        .where('couponId', '=', couponId)
        .where('deviceHash', '=', deviceHash)
        .execute()
    return
  }
  if ((await countDevices(db, couponId)) >= mostDevices) return
  await db
    .insertInto('claimVisit')
    .values({ couponId, deviceHash, userId, at: context.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { rules } = await readSettings({ db })
  const { count, bound, isReached } = linkSharing(await countDevices(db, couponId), rules)
  if (!isReached) return
  await raiseAlert(db, context, {
    kind: 'sharedLink',
    subjectId: couponId,
    customerId,
    count,
    bound,
    isLasting: true,
  })
}

/** A coupon was taken on a device: whether it took those of several customers (ONE-DEVICE), or is a member's (SELF-USE). */
export async function noteTaking(
  context: ServerContext,
  { deviceHash, customerId }: { deviceHash: string; customerId: string },
): Promise<void> {
  const { db } = context
  const { rules } = await readSettings({ db })
  const since = context.now() - deviceWindowDays(rules) * dayMs
  const taken = await db
    .selectFrom('coupon')
    .select((eb) => eb.fn.count<number>('customerId').distinct().as('customers'))
    .where('deviceHash', '=', deviceHash)
    .where('claimedAt', '>=', since)
    .executeTakeFirstOrThrow()
  const { count, bound, isReached } = deviceSharing(taken.customers, rules)
  if (isReached)
    await raiseAlert(db, context, {
      kind: 'sharedDevice',
      subjectId: deviceHash,
      count,
      bound,
      isLasting: true,
    })
  const member = await db
    .selectFrom('claimVisit')
    .select('userId')
    .where('deviceHash', '=', deviceHash)
    .where('userId', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (!member?.userId) return
  await raiseAlert(db, context, {
    kind: 'staffCoupon',
    subjectId: member.userId,
    customerId,
    userId: member.userId,
    bound: 1,
  })
}

/** A member tried to take a customer's coupon, and was refused. */
export function noteStaffClaim(
  context: ServerContext,
  { couponId, customerId, userId }: { couponId: string; customerId: string; userId: string | null },
): Promise<void> {
  const suspicion = { subjectId: couponId, customerId, userId, bound: 1 }
  return raiseAlert(context.db, context, { kind: 'staffClaim', ...suspicion })
}
