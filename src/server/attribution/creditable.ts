import { sql } from 'kysely'
import { dayMs } from '../../domain/calendar.ts'
import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'

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

/**
 * The orders of these customers that a touch of theirs may earn, that they redeemed a coupon with or are credited for. No other has
 * a credit or gets one, and they are most of the orders: the touches lead to them by the index, with nothing else read.
 */
export async function creditableOrders(
  db: Database,
  customerIds: readonly string[],
  windowDays: number,
): Promise<string[]> {
  const ids = sql.join(padded(customerIds))
  const { rows } = await sql<{ orderId: string }>`
    select bought.order_id from touch cross join purchase_order bought
    where touch.customer_id in (${ids}) and bought.customer_id = touch.customer_id
      and bought.ordered_at >= touch.started_at and bought.ordered_at <= touch.started_at + ${sql.lit(windowDays * dayMs)}
    union select order_id from order_credit where customer_id in (${ids})
    union select order_id from coupon where customer_id in (${ids}) and order_id is not null`.execute(db)
  return rows.map(({ orderId }) => orderId)
}
