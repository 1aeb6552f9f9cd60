import type { Insertable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared, preparedList } from '../db/prepared.ts'
import { rowsStatement } from '../db/rows-statement.ts'
import type { Schema } from '../db/schema.ts'
import type { OrderRecord } from './order-record.ts'

export interface StoredOrder {
  orderId: string
  customerId: string
  status: string
  rowHash: string
}

type NewOrder = Insertable<Schema['purchaseOrder']>

const columns = [
  'orderId',
  'customerId',
  'advisorUserId',
  'status',
  'createdAt',
  'paidAt',
  'shippedAt',
  'deliveredAt',
  'orderedAt',
  'orderedDay',
  'itemsJson',
  'paidFen',
  'refundedFen',
  'shippingFen',
  'netFen',
  'couponCode',
  'rowHash',
] as const satisfies (keyof NewOrder)[]

export const findStored: (db: Database, orderIds: readonly string[]) => Promise<StoredOrder[]> = preparedList(
  (db, orderIds) =>
    db
      .selectFrom('purchaseOrder')
      .select(['orderId', 'customerId', 'status', 'rowHash'])
      .where('orderId', 'in', orderIds),
)

/** Stores orders nobody has stored yet; answers how many went in. */
export const insertNew = rowsStatement<NewOrder>(columns, (db, orders) =>
  db
    .insertInto('purchaseOrder')
    .values(orders)
    .onConflict((conflict) => conflict.doNothing())
    .compile(),
)

/** Stores orders over those with the same ids. */
export const replace = rowsStatement<NewOrder>(columns, (db, orders) =>
  db
    .insertInto('purchaseOrder')
    .values(orders)
    .onConflict((conflict) =>
      conflict
        .column('orderId')
        .doUpdateSet((eb) =>
          Object.fromEntries(columns.slice(1).map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    .compile(),
)

const latestOrders = prepared((db, { customerId, limit }: { customerId: string; limit: number }) =>
  db
    .selectFrom('purchaseOrder')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('orderedAt', 'desc')
    .orderBy('orderId')
    .limit(limit),
)

export function ordersOf(db: Database, customerId: string, limit: number): Promise<OrderRecord[]> {
  return latestOrders(db, { customerId, limit })
}

const paidOrders = prepared((db, { customerId }: { customerId: string }) =>
  db
    .selectFrom('purchaseOrder')
    .select(['orderedDay as day', 'netFen'])
    .where('customerId', '=', customerId)
    .where('status', '=', 'paid')
    .orderBy('orderedAt'),
)

const agedPurchases = prepared((db, { customerId }: { customerId: string }) =>
  db.selectFrom('agedPurchase').select(['orderedDay as day', 'netFen']).where('customerId', '=', customerId),
)

/** Purchases earliest first; those past the retention as one a day. `orders` where the caller has all of them, latest first. */
export async function purchasesOf(
  db: Database,
  customerId: string,
  orders?: readonly Pick<OrderRecord, 'status' | 'orderedDay' | 'netFen'>[],
): Promise<{ day: number; netFen: number }[]> {
  const paid = orders?.filter(({ status }) => status === 'paid').reverse()
  const kept =
    paid?.map(({ orderedDay, netFen }) => ({ day: orderedDay, netFen })) ??
    (await paidOrders(db, { customerId }))
  const aged = await agedPurchases(db, { customerId })
  return [...aged, ...kept].sort((one, other) => one.day - other.day)
}
