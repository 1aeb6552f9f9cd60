import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { dailyTotals } from '../../domain/privacy/daily-totals.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'

export type AgedOrder = Selectable<Schema['agedOrder']>

/** Rows in one statement. */
const chunk = 100

const hashOf = (orderId: string) => hash('sha256', orderId, 'hex')

/** Stores younger than their retention have none, and need not look for each order. */
const anyAged = prepared((db, _none: object) => db.selectFrom('agedOrder').select('orderHash').limit(1))

/** Those of these orders that were summed up, by their id. */
export async function findAged(db: Database, orderIds: readonly string[]): Promise<Map<string, AgedOrder>> {
  if (orderIds.length === 0 || (await anyAged(db, {})).length === 0) return new Map()
  const ids = new Map(orderIds.map((orderId) => [hashOf(orderId), orderId]))
  const rows = await db
    .selectFrom('agedOrder')
    .selectAll()
    .where('orderHash', 'in', padded([...ids.keys()]))
    .execute()
  return new Map(rows.map((row) => [ids.get(row.orderHash) ?? '', row]))
}

/** Takes orders out of the sums again: they were told otherwise, and are stored anew. The caller holds the row locks. */
export async function thawOrders(trx: Database, aged: readonly AgedOrder[]): Promise<void> {
  for (const { orderHash, customerId, orderedDay, netFen } of aged) {
    await trx.deleteFrom('agedOrder').where('orderHash', '=', orderHash).execute()
    if (netFen === null) continue
    const totals = await trx
      .deleteFrom('agedPurchase')
      .where('customerId', '=', customerId)
      .where('orderedDay', '=', orderedDay)
      .returningAll()
      .execute()
    const [first] = totals
    const orders = totals.reduce((sum, total) => sum + total.orders, 0) - 1
    if (!first || orders === 0) continue
    const left = {
      ...first,
      orders,
      netFen: totals.reduce((sum, total) => sum + total.netFen, 0) - netFen,
      lastOrderAt: Math.max(...totals.map((total) => total.lastOrderAt)),
    }
    await trx.insertInto('agedPurchase').values(left).execute()
  }
}

/** Orders before the instant, but for those that a testimonial still rests on. */
function agedOf(db: Database, before: number) {
  return db
    .selectFrom('purchaseOrder')
    .where('orderedAt', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('testimonial')
            .select('testimonialId')
            .whereRef('testimonial.orderId', '=', 'purchaseOrder.orderId')
            .where('withdrawnAt', 'is', null),
        ),
      ),
    )
}

/** Some of the customers who have orders to sum up, in the order of their ids after `after`. */
export async function customersToAge(
  db: Database,
  before: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await agedOf(db, before)
    .select('customerId')
    .distinct()
    .where('customerId', '>', after)
    .orderBy('customerId')
    .limit(limit)
    .execute()
  return rows.map(({ customerId }) => customerId)
}

/**
 * Sums up the orders of one customer before the instant by local day, and deletes them with their credits. The summary of
 * the customer stays as it is: totals count with orders. The caller holds the row lock; answers how many went.
 */
export async function ageOrders(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  customerId: string,
  before: number,
): Promise<number> {
  const orders = await agedOf(trx, before)
    .select(['orderId', 'status', 'orderedDay', 'orderedAt', 'netFen', 'rowHash'])
    .where('customerId', '=', customerId)
    .execute()
  const agedAt = context.now()
  const totals = dailyTotals(orders.filter(({ status }) => status === 'paid')).map((total) => ({
    agedPurchaseId: newId(context, 'aged'),
    customerId,
    ...total,
  }))
  for (let start = 0; start < totals.length; start += chunk)
    await trx
      .insertInto('agedPurchase')
      .values(totals.slice(start, start + chunk))
      .execute()
  for (let start = 0; start < orders.length; start += chunk) {
    const part = orders.slice(start, start + chunk)
    const ids = part.map(({ orderId }) => orderId)
    const rows = part.map(({ orderId, status, orderedDay, netFen, rowHash }) => ({
      orderHash: hashOf(orderId),
      customerId,
      rowHash,
      orderedDay,
      netFen: status === 'paid' ? netFen : null,
      agedAt,
    }))
    await trx.insertInto('agedOrder').values(rows).execute()
    await trx.deleteFrom('orderCredit').where('orderId', 'in', ids).execute()
    await trx.deleteFrom('purchaseOrder').where('orderId', 'in', ids).execute()
  }
  return orders.length
}
