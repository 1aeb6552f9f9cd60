import type { Insertable, Selectable } from 'kysely'
import type { OrderRow } from '../../contract/ingest.ts'
import { localDay } from '../../domain/calendar.ts'
import type { Schema } from '../db/schema.ts'

export type OrderRecord = Selectable<Schema['purchaseOrder']>

type StoredStatus = OrderRow['status']

/**
 * The status as it counts: a fully refunded order is `refunded` whatever the shop calls it, an order with a payment time
 * is `paid`. Stored this way, exactly the orders with status `paid` are purchases (an order of 0 is one).
 */
export function countedStatus(row: OrderRow): StoredStatus {
  if (row.status === 'cancelled' || row.status === 'refunded') return row.status
  if (row.paidFen > 0 && (row.refundedFen ?? 0) >= row.paidFen) return 'refunded'
  return row.paidAt === undefined ? row.status : 'paid'
}

/** The order as stored; its time is `paidAt ?? createdAt` and its day the store's local day. */
export function orderRecord(
  row: OrderRow,
  customerId: string,
  rowHash: string,
  timeZone: string,
): Insertable<Schema['purchaseOrder']> {
  const orderedAt = row.paidAt ?? row.createdAt
  const refundedFen = row.refundedFen ?? 0
  const shippingFen = row.shippingFen ?? 0
  return {
    orderId: row.orderId,
    customerId,
    advisorUserId: row.advisorUserId ?? null,
    status: countedStatus(row),
    createdAt: row.createdAt,
    paidAt: row.paidAt ?? null,
    shippedAt: row.shippedAt ?? null,
    deliveredAt: row.deliveredAt ?? null,
    orderedAt,
    orderedDay: localDay(orderedAt, timeZone),
    itemsJson: JSON.stringify(row.items),
    paidFen: row.paidFen,
    refundedFen,
    shippingFen,
    netFen: Math.max(0, row.paidFen - refundedFen - shippingFen),
    couponCode: row.couponCode ?? null,
    rowHash,
  }
}
