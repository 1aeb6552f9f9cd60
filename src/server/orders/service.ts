import type { OrderRow } from '../../contract/ingest.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { ConcurrentChange } from '../db/database-fault.ts'
import { retryTransient } from '../db/retry-transient.ts'
import type { Identity } from '../identity/service.ts'
import { rowHash } from '../ingest/row-hash.ts'
import { type Outcome, sortOut } from '../ingest/sort-out.ts'
import { addPurchases } from './add-purchases.ts'
import { ageOrders, customersToAge, findAged, thawOrders } from './aged-orders.ts'
import { orderRecord } from './order-record.ts'
import { refreshSummaries } from './purchase-summaries.ts'
import { findStored, insertNew, ordersOf, purchasesOf, replace, type StoredOrder } from './repository.ts'

interface Needs {
  identity: Pick<Identity, 'resolveMany' | 'lock'>
  attribution: {
    /** Credits these orders, as they were stored just now, to touches and coupons as they stand. */
    refreshStored: (
      trx: Database,
      orders: readonly { orderId: string; customerId: string }[],
      asOf: number,
    ) => Promise<void>
  }
  coupons: {
    /** A fully refunded order gives its coupon back; nothing happens when no coupon was redeemed with it. */
    reverseForOrder: (
      trx: Database,
      refund: { orderId: string; refundedFen?: number; reason: string; asOf: number },
    ) => Promise<unknown>
  }
}

/** Customers whose old orders are looked for at once. */
const agedCustomers = 50

export type Orders = ReturnType<typeof createOrders>

export function createOrders(
  context: Pick<ServerContext, 'config' | 'db' | 'now' | 'randomBytes'>,
  { identity, attribution, coupons }: Needs,
) {
  const indexed = (stored: readonly StoredOrder[]) => new Map(stored.map((order) => [order.orderId, order]))

  /** Reads the known orders again under the locks of their customers; anything changed since means: start over. */
  async function readUnderLocks(
    trx: Database,
    before: ReadonlyMap<string, StoredOrder>,
    lockedIds: readonly string[],
  ): Promise<Map<string, StoredOrder>> {
    if (before.size === 0) return new Map()
    const owners = new Set(lockedIds)
    const others = [...before.values()].map((order) => order.customerId).filter((id) => !owners.has(id))
    for (const customerId of await identity.lock(trx, [...new Set(others)])) owners.add(customerId)
    const stored = indexed(await findStored(trx, [...before.keys()]))
    for (const [orderId, { rowHash }] of before) {
      const order = stored.get(orderId)
      const isSame = order?.rowHash === rowHash
      if (!isSame || !owners.has(order.customerId)) throw new ConcurrentChange('order changed')
    }
    return stored
  }

  /** Orders past the retention that are told otherwise now leave the sums; answers whose sums those were. */
  async function thaw(
    trx: Database,
    orderIds: readonly string[],
    lockedIds: readonly string[],
  ): Promise<string[]> {
    const found = await findAged(trx, orderIds)
    if (found.size === 0) return []
    const others = [...found.values()]
      .map((order) => order.customerId)
      .filter((id) => !lockedIds.includes(id))
    await identity.lock(trx, [...new Set(others)])
    const aged = [...(await findAged(trx, orderIds)).values()]
    await thawOrders(trx, aged)
    return aged.map((order) => order.customerId)
  }

  /** Stores a batch and brings summaries and coupons of all customers concerned up to date; one outcome for each row. */
  async function store(trx: Database, rows: readonly OrderRow[], asOf: number): Promise<Outcome[]> {
    const orderIds = [...new Set(rows.map((row) => row.orderId))]
    const before = indexed(await findStored(trx, orderIds))
    const aged = await findAged(trx, orderIds)
    const hashes = new Map([...aged, ...before].map(([orderId, order]) => [orderId, order.rowHash]))
    const { outcomes, changed } = sortOut(rows, (row) => row.orderId, rowHash, hashes)
    if (changed.length === 0) return outcomes
    const links = await identity.resolveMany(
      trx,
      changed.map(({ row }) => row),
      'orders',
      asOf,
    )
    const records = new Map(
      changed.map(({ row, hash }, index) => [
        row.orderId,
        orderRecord(row, links[index]?.customerId ?? '', hash, context.config.timeZone),
      ]),
    )
    const customerIds = links.map((link) => link.customerId)
    const changedIds = [...records.keys()]
    const changedBefore = new Map([...before].filter(([orderId]) => records.has(orderId)))
    const stored = await readUnderLocks(trx, changedBefore, customerIds)
    const thawedFrom = await thaw(trx, changedIds, customerIds)
    const fresh = [...records.values()].filter(({ orderId }) => !stored.has(orderId))
    if ((await insertNew(trx, fresh)).changed < fresh.length)
      throw new ConcurrentChange('order stored meanwhile')
    await replace(
      trx,
      [...records.values()].filter(({ orderId }) => stored.has(orderId)),
    )
    const owners = [...stored.values()].map((order) => order.customerId)
    const retold = new Set([
      ...owners,
      ...thawedFrom,
      ...[...stored.keys()].map((orderId) => records.get(orderId)?.customerId ?? ''),
    ])
    const added = fresh.filter(({ customerId }) => !retold.has(customerId))
    const outOfOrder = await addPurchases(trx, added, asOf)
    await refreshSummaries(trx, [...retold, ...outOfOrder], asOf)
    for (const { orderId, status } of records.values()) {
      if (status !== 'refunded' || stored.get(orderId)?.status === 'refunded') continue
      await coupons.reverseForOrder(trx, { orderId, reason: 'order refunded', asOf })
    }
    await attribution.refreshStored(trx, [...records.values()], asOf)
    return outcomes
  }

  return {
    store,
    /** Latest first. */
    ordersOf: (db: Database, customerId: string, { limit }: { limit: number }) =>
      ordersOf(db, customerId, limit),
    /** Sums up what was ordered before the instant, customer by customer; answers the orders that went. */
    async age(before: number, isDue: () => Promise<boolean>): Promise<number> {
      let [aged, after] = [0, '']
      while (await isDue()) {
        const ids = await customersToAge(context.db, before, after, agedCustomers)
        for (const customerId of ids)
          aged += await retryTransient(() =>
            context.db.transaction().execute(async (trx) => {
              await identity.lock(trx, [customerId])
              return ageOrders(trx, context, customerId, before)
            }),
          )
        const last = ids[ids.length - 1]
        if (last === undefined) break
        after = last
      }
      return aged
    },
    /** Purchases only (paid, not fully refunded), earliest first. */
    purchasesOf,
  }
}
