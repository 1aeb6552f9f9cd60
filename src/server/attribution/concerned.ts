import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'

interface OwnedOrder {
  orderId: string
  customerId: string
}

/**
 * Those of these orders that a touch or a coupon may have to do with, or that hold a credit already: no other has anything to
 * be credited for. Most of a shop's history has not.
 */
export async function concernedOrders(db: Database, orders: readonly OwnedOrder[]): Promise<string[]> {
  if (orders.length === 0) return []
  const orderIds = padded(orders.map(({ orderId }) => orderId))
  const customerIds = padded([...new Set(orders.map(({ customerId }) => customerId))])
  const touched = await db
    .selectFrom('touch')
    .select('customerId')
    .distinct()
    .where('customerId', 'in', customerIds)
    .execute()
  const redeemed = await db.selectFrom('coupon').select('orderId').where('orderId', 'in', orderIds).execute()
  const credited = await db
    .selectFrom('orderCredit')
    .select('orderId')
    .where('orderId', 'in', orderIds)
    .execute()
  const owners = new Set(touched.map(({ customerId }) => customerId))
  const named = new Set([...redeemed, ...credited].map(({ orderId }) => orderId))
  return orders
    .filter(({ orderId, customerId }) => named.has(orderId) || owners.has(customerId))
    .map(({ orderId }) => orderId)
}
