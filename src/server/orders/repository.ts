import type { Insertable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { OrderRecord } from './order-record.ts'

export interface StoredOrder {
  orderId: string
  customerId: string
  status: string
  rowHash: string
}

type NewOrder = Insertable<Schema['purchaseOrder']>

export function findStored(db: Database, orderIds: readonly string[]): Promise<StoredOrder[]> {
  return db
    .selectFrom('purchaseOrder')
    .select(['orderId', 'customerId', 'status', 'rowHash'])
    .where('orderId', 'in', orderIds)
    .execute()
}

/** Stores orders nobody has stored yet; answers how many went in. */
export async function insertNew(trx: Database, orders: readonly NewOrder[]): Promise<number> {
  if (orders.length === 0) return 0
  const rows = await trx
    .insertInto('purchaseOrder')
    .values(orders)
    .onConflict((conflict) => conflict.doNothing())
    .returning('orderId')
    .execute()
  return rows.length
}

export async function replace(trx: Database, orders: readonly NewOrder[]): Promise<void> {
  for (const { orderId, ...values } of orders) {
    await trx.updateTable('purchaseOrder').set(values).where('orderId', '=', orderId).execute()
  }
}

export function ordersOf(db: Database, customerId: string, limit: number): Promise<OrderRecord[]> {
  return db
    .selectFrom('purchaseOrder')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('orderedAt', 'desc')
    .orderBy('orderId')
    .limit(limit)
    .execute()
}

/** Purchases earliest first; those past the retention as one a day. */
export async function purchasesOf(
  db: Database,
  customerId: string,
): Promise<{ day: number; netFen: number }[]> {
  const kept = await db
    .selectFrom('purchaseOrder')
    .select(['orderedDay as day', 'netFen'])
    .where('customerId', '=', customerId)
    .where('status', '=', 'paid')
    .orderBy('orderedAt')
    .execute()
  const aged = await db
    .selectFrom('agedPurchase')
    .select(['orderedDay as day', 'netFen'])
    .where('customerId', '=', customerId)
    .execute()
  return [...aged, ...kept].sort((one, other) => one.day - other.day)
}
