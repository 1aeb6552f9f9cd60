import { type AlertKind } from '../../domain/abuse/alert.ts'
import {
  redemptionSpeed,
  speedSubjects,
  type SpeedSubject,
  speedWindowStart,
} from '../../domain/abuse/redemption-speed.ts'
import { returnRate, returnWindowDays } from '../../domain/abuse/return-rate.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { raiseAlert } from './record.ts'
import { membersBehind } from './staff.ts'

const columns = { advisor: 'issuedBy', offer: 'offerId', device: 'deviceHash' } as const
const kinds: Record<SpeedSubject, AlertKind> = {
  advisor: 'fastAdvisor',
  offer: 'fastOffer',
  device: 'fastDevice',
}
/** More customers than this are not looked at in one go. */
const mostCustomers = 1000

interface Scan {
  db: Database
  context: ServerContext
  asOf: number
  rules: RuleOverrides
}

/**
 * What was redeemed in a while. Held apart, since whoever asks for the state or groups in the same breath is led to an index of
 * all that was ever redeemed.
 */
const withRedeemed = (db: Database, from: number, until: number) =>
  db.with(
    (cte) => cte('lately').materialized(),
    (query) =>
      query
        .selectFrom('coupon')
        .select(['couponId', 'customerId', 'state', 'issuedBy', 'offerId', 'deviceHash'])
        .where('redeemedAt', '>=', from)
        .where('redeemedAt', '<=', until),
  )

/** FAST-REDEEM: one statement for each subject, over the redemptions of the window alone. */
async function scanSpeed({ db, context, asOf, rules }: Scan, subject: SpeedSubject): Promise<void> {
  const column = columns[subject]
  const { bound } = redemptionSpeed(subject, 0, rules)
  const rows = await withRedeemed(db, speedWindowStart(asOf, rules), asOf)
    .selectFrom('lately')
    .select(column)
    .select((eb) => eb.fn.countAll<number>().as('redeemed'))
    .where('state', '=', 'redeemed')
    .where(column, 'is not', null)
    .groupBy(column)
    .having((eb) => eb.fn.countAll<number>(), '>=', bound)
    .execute()
  for (const row of rows) {
    const subjectId = row[column]
    const { count, isReached } = redemptionSpeed(subject, row.redeemed, rules)
    if (subjectId === null || !isReached) continue
    const userId = subject === 'advisor' ? subjectId : null
    await raiseAlert(db, context, { kind: kinds[subject], subjectId, userId, count, bound })
  }
}

/** RETURN-RATE of those who gave a coupon's order back within the window. */
async function scanReturns({ db, context, asOf, rules }: Scan): Promise<void> {
  const since = asOf - returnWindowDays(rules) * dayMs
  const customers = await db
    .with(
      (cte) => cte('returned').materialized(),
      (query) => query.selectFrom('coupon').select('customerId').where('refundedAt', '>=', since),
    )
    .selectFrom('returned')
    .select('customerId')
    .distinct()
    .limit(mostCustomers)
    .execute()
  for (const { customerId } of customers) {
    const orders = await db
      .selectFrom('purchaseOrder')
      .select(['status', 'paidFen', 'refundedFen'])
      .where('customerId', '=', customerId)
      .where('orderedAt', '>=', since)
      .where('status', 'in', ['paid', 'refunded'])
      .execute()
    const refunded = orders.filter(
      ({ status, paidFen, refundedFen }) => status === 'refunded' || (paidFen > 0 && refundedFen >= paidFen),
    )
    const { count, bound, isReached } = returnRate(
      { orders: orders.length, refunded: refunded.length },
      rules,
    )
    if (!isReached) continue
    await raiseAlert(db, context, {
      kind: 'returns',
      subjectId: customerId,
      customerId,
      count,
      bound,
      isLasting: true,
    })
  }
}

/** SELF-USE: members who, as customers, redeemed a coupon within the last day. */
async function scanStaff({ db, context, asOf }: Scan): Promise<void> {
  const stated = await db.selectFrom('staffIdentity').select('userId').limit(1).executeTakeFirst()
  if (!stated) return
  const rows = await withRedeemed(db, asOf - dayMs, asOf)
    .selectFrom('lately')
    .innerJoin('identity', 'identity.customerId', 'lately.customerId')
    .innerJoin('staffIdentity', (join) =>
      join
        .onRef('staffIdentity.kind', '=', 'identity.kind')
        .onRef('staffIdentity.value', '=', 'identity.value'),
    )
    .select('lately.customerId')
    .select((eb) => eb.fn.count<number>('lately.couponId').distinct().as('redeemed'))
    .where('lately.state', '=', 'redeemed')
    .groupBy('lately.customerId')
    .execute()
  for (const { customerId, redeemed } of rows) {
    const [userId = null] = await membersBehind(db, customerId)
    if (userId === null) continue
    await raiseAlert(db, context, {
      kind: 'staffCoupon',
      subjectId: userId,
      customerId,
      userId,
      count: redeemed,
      bound: 1,
    })
  }
}

/** Looks at what was redeemed and given back lately. Any number of processes may, and as often as they like. */
export async function scanForAbuse(context: ServerContext): Promise<void> {
  const { db } = context
  const { rules } = await readSettings(context)
  const scan = { db, context, asOf: context.now(), rules }
  for (const subject of speedSubjects) await scanSpeed(scan, subject)
  await scanReturns(scan)
  await scanStaff(scan)
}
