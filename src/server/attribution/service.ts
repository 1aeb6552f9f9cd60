import {
  attribute,
  type AttributedOrder,
  creditWindowDays,
  type OrderCredit,
} from '../../domain/attribution/attribute.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import type { Database } from '../db/connect.ts'
import { leavingRoom } from '../db/leave-room.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { writeBehind } from '../db/write-behind.ts'
import { readSettings } from '../settings/service.ts'
import { concernedOrders } from './concerned.ts'
import { replaceCredits } from './credits.ts'
import { creditableCustomers, creditableOrders } from './creditable.ts'
import {
  orderIdsOf,
  ordersBetween,
  ordersById,
  redeemedWith,
  reversedAmong,
  touchesFor,
} from './repository.ts'

const pageSize = 500
/** A transaction of the recompute is over in some milliseconds and waits for no disk: it can be done again. */
const recomputedAtOnce = 200

export interface Attribution {
  orders: number
  orderFen: number
  byCode: { orders: number; creditedFen: number }
  byTouch: { orders: number; creditedFen: number }
  /** By the advisor who sent the touch or the coupon. */
  byUser: Map<string, { orders: number; creditedFen: number }>
}

export type Credits = ReturnType<typeof createAttribution>

/** What these orders are credited to by this window, from touches and coupons as they stand. */
async function creditsOf(
  db: Database,
  orderIds: readonly string[],
  windowDays: number,
): Promise<OrderCredit[]> {
  const redeemed = await redeemedWith(db, orderIds)
  const codes = new Map(redeemed.map((row) => [row.orderId, row]))
  const withoutCode = orderIds.filter((orderId) => !codes.has(orderId))
  const reversed = await reversedAmong(db, withoutCode)
  const stored = await ordersById(db, orderIds)
  const known = new Set(stored.map(({ orderId }) => orderId))
  const orders: AttributedOrder[] = stored.map(({ orderId, customerId, status, orderedAt, netFen }) => {
    // The coupon knows its customer for sure; the order's row may still hang on a provisional one.
    const owner = codes.get(orderId)?.customerId ?? customerId
    const isRefunded = status !== 'paid' || reversed.has(orderId)
    return { orderId, customerId: owner, orderedAt, netFen, isRefunded }
  })
  for (const { orderId, customerId, redeemedAt, paidFen } of redeemed) {
    if (known.has(orderId)) continue
    orders.push({ orderId, customerId, orderedAt: redeemedAt, netFen: paidFen, isRefunded: false })
  }
  if (orders.length === 0) return []
  const times = orders.map(({ orderedAt }) => orderedAt)
  const range = {
    fromMs: times.reduce((a, b) => Math.min(a, b)) - windowDays * dayMs,
    untilMs: times.reduce((a, b) => Math.max(a, b)),
  }
  const couponIds = redeemed.map(({ couponId }) => couponId)
  const customerIds = [...new Set(orders.map(({ customerId }) => customerId))]
  return attribute(orders, await touchesFor(db, customerIds, range, couponIds), redeemed, windowDays)
}

function add(sum: { orders: number; creditedFen: number }, creditedFen: number): void {
  sum.orders += 1
  sum.creditedFen += creditedFen
}

export function createAttribution() {
  /** Brings the stored credits of these orders up to date; the caller's transaction changed an order or a redemption. */
  async function refresh(
    trx: Database,
    orderIds: readonly string[],
    asOf: number,
    rules?: RuleOverrides,
  ): Promise<void> {
    if (orderIds.length === 0) return
    const windowDays = creditWindowDays(rules ?? (await readSettings({ db: trx })).rules)
    const credits = await creditsOf(trx, orderIds, windowDays)
    await replaceCredits(
      trx,
      orderIds,
      credits.map((credit) => ({ ...credit, windowDays, computedAt: asOf })),
    )
  }

  /** Brings the credits of all orders of these customers up to date, a page at a time; answers how many orders were looked at. */
  async function refreshCustomers(
    trx: Database,
    customerIds: readonly string[],
    asOf: number,
  ): Promise<number> {
    const orderIds = await orderIdsOf(trx, customerIds)
    for (let place = 0; place < orderIds.length; place += pageSize) {
      await refresh(trx, orderIds.slice(place, place + pageSize), asOf)
    }
    return orderIds.length
  }

  return {
    refresh,
    refreshCustomers,

    /** `refresh` for orders as they were stored just now, of which few have to do with a touch or a coupon. */
    async refreshStored(
      trx: Database,
      orders: readonly { orderId: string; customerId: string }[],
      asOf: number,
    ): Promise<void> {
      await refresh(trx, await concernedOrders(trx, orders), asOf)
    },

    /** All stored credits again, by the window of the store as it is now; answers how many orders were looked at. */
    async recompute(db: Database, asOf: number): Promise<number> {
      const { rules } = await readSettings({ db })
      const windowDays = creditWindowDays(rules)
      let [afterId, looked] = ['', 0]
      for (;;) {
        const customerIds = await creditableCustomers(db, afterId, pageSize)
        const last = customerIds.at(-1)
        if (last === undefined) return looked
        const orderIds = await creditableOrders(db, customerIds, windowDays)
        for (let place = 0; place < orderIds.length; place += recomputedAtOnce) {
          const page = orderIds.slice(place, place + recomputedAtOnce)
          await leavingRoom(() =>
            retryTransient(() => writeBehind(db, (trx) => refresh(trx, page, asOf, rules))),
          )
        }
        afterId = last
        looked += orderIds.length
      }
    },

    /** What the paid orders of a period (`from` inclusive, `to` exclusive) owe to touches, by any window; stores nothing. */
    async attributionOf(
      db: Database,
      { from, to, windowDays }: { from: number; to: number; windowDays: number },
    ): Promise<Attribution> {
      const none = () => ({ orders: 0, creditedFen: 0 })
      const sums: Attribution = {
        orders: 0,
        orderFen: 0,
        byCode: none(),
        byTouch: none(),
        byUser: new Map(),
      }
      let afterId = ''
      for (;;) {
        const page = await ordersBetween(db, { from, to }, afterId, pageSize)
        const last = page.at(-1)
        if (!last) return sums
        afterId = last.orderId
        sums.orders += page.length
        sums.orderFen += page.reduce((sum, { netFen }) => sum + netFen, 0)
        const ids = page.map(({ orderId }) => orderId)
        for (const { method, userId, creditedFen } of await creditsOf(db, ids, windowDays)) {
          add(method === 'code' ? sums.byCode : sums.byTouch, creditedFen)
          const own = sums.byUser.get(userId) ?? none()
          add(own, creditedFen)
          sums.byUser.set(userId, own)
        }
      }
    },
  }
}
