import type { Selectable } from 'kysely'
import type { CreditableTouch } from '../../domain/attribution/attribute.ts'
import { subjectsOf } from '../audit/latest.ts'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type CreditRow = Selectable<Schema['orderCredit']>

/** What is read of an order. */
export interface OrderRow {
  orderId: string
  customerId: string
  status: string
  orderedAt: number
  netFen: number
}

/** A coupon that is redeemed with an order now. */
export interface RedeemedRow {
  orderId: string
  couponId: string
  customerId: string
  issuedBy: string
  redeemedAt: number
  /** What the customer paid for the order, by the redemption's own word. */
  paidFen: number
}

/** Ten columns a row stay below the bound variables of either engine. */
const insertSize = 1000
const orderColumns = ['orderId', 'customerId', 'status', 'orderedAt', 'netFen'] as const

export async function ordersById(db: Database, orderIds: readonly string[]): Promise<OrderRow[]> {
  return db.selectFrom('purchaseOrder').select(orderColumns).where('orderId', 'in', orderIds).execute()
}

/** Paid orders of a period, `from` inclusive, `to` exclusive, in the order of their ids after `afterId`. */
export function ordersBetween(
  db: Database,
  { from, to }: { from: number; to: number },
  afterId: string,
  limit: number,
): Promise<OrderRow[]> {
  return db
    .selectFrom('purchaseOrder')
    .select(orderColumns)
    .where('status', '=', 'paid')
    .where('orderedAt', '>=', from)
    .where('orderedAt', '<', to)
    .where('orderId', '>', afterId)
    .orderBy('orderId')
    .limit(limit)
    .execute()
}

export async function redeemedWith(db: Database, orderIds: readonly string[]): Promise<RedeemedRow[]> {
  const rows = await db
    .selectFrom('coupon')
    .select(['orderId', 'couponId', 'customerId', 'issuedBy', 'redeemedAt', 'orderAmountFen', 'discountFen'])
    .where('orderId', 'in', orderIds)
    .where('state', '=', 'redeemed')
    .execute()
  return rows.flatMap(({ orderId, redeemedAt, orderAmountFen, discountFen, ...row }) =>
    orderId === null || redeemedAt === null
      ? []
      : [{ ...row, orderId, redeemedAt, paidFen: Math.max(0, (orderAmountFen ?? 0) - (discountFen ?? 0)) }],
  )
}

/** Orders whose coupon was given back: the shop has undone them, whether or not the order itself says so yet. */
export function reversedAmong(db: Database, orderIds: readonly string[]): Promise<Set<string>> {
  return subjectsOf(db, 'coupon.reversed', 'order', orderIds)
}

/** The touches of these customers within [`fromMs`, `untilMs`], and those that brought these coupons, however old. */
export async function touchesFor(
  db: Database,
  customerIds: readonly string[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  couponIds: readonly string[],
): Promise<CreditableTouch[]> {
  const read = db
    .selectFrom('touch')
    .select(['touchId', 'customerId', 'userId', 'startedAt', 'couponId'])
    .where('customerId', 'in', customerIds)
  const inWindow = await read.where('startedAt', '>=', fromMs).where('startedAt', '<=', untilMs).execute()
  if (couponIds.length === 0) return inWindow
  const bringing = await read.where('couponId', 'in', couponIds).execute()
  return [...new Map([...inWindow, ...bringing].map((touch) => [touch.touchId, touch])).values()]
}

/** These orders have exactly these credits afterwards. */
export async function replaceCredits(
  trx: Database,
  orderIds: readonly string[],
  credits: readonly CreditRow[],
): Promise<void> {
  await trx.deleteFrom('orderCredit').where('orderId', 'in', orderIds).execute()
  for (let place = 0; place < credits.length; place += insertSize) {
    const part = credits.slice(place, place + insertSize)
    await trx.insertInto('orderCredit').values(part).execute()
  }
}

/** Customers with anything to credit or to take back, in the order of their ids after `afterId`. */
export async function creditableCustomers(db: Database, afterId: string, limit: number): Promise<string[]> {
  const owning = (table: 'touch' | 'coupon' | 'orderCredit') =>
    db.selectFrom(table).select('customerId').where('customerId', '>', afterId)
  const rows = await owning('touch')
    .union(owning('coupon').where('orderId', 'is not', null))
    .union(owning('orderCredit'))
    .orderBy('customerId')
    .limit(limit)
    .execute()
  return rows.map(({ customerId }) => customerId)
}

/** Every order that these customers placed, redeemed a coupon with or are credited for. */
export async function orderIdsOf(db: Database, customerIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('purchaseOrder')
    .select('orderId')
    .where('customerId', 'in', customerIds)
    .union(db.selectFrom('orderCredit').select('orderId').where('customerId', 'in', customerIds))
    .union(
      db
        .selectFrom('coupon')
        .select((eb) => eb.ref('orderId').$notNull().as('orderId'))
        .where('customerId', 'in', customerIds)
        .where('orderId', 'is not', null),
    )
    .execute()
  return rows.map(({ orderId }) => orderId)
}
