import type { OrderRow } from '../../../contract/ingest.ts'
import { orderRecord } from '../../orders/order-record.ts'
import { summariseDays } from '../../orders/purchase-summaries.ts'
import type { PurchaseColumns } from '../../orders/summary-writes.ts'
import { rowHash } from '../../ingest/row-hash.ts'
import type { DemoClock } from '../clock.ts'
import type { OrderPlan } from './orders.ts'

export type OrderRecordRow = ReturnType<typeof orderRecord>

/** The row that the shop would have sent. */
function orderRowOf(plan: OrderPlan, clock: DemoClock): OrderRow {
  const { customer, daysAgo, status } = plan
  const isPaid = plan.paidAt !== null
  const paidFen = isPaid ? plan.merchandiseFen - plan.discountFen + plan.shippingFen : 0
  const isFollowed = plan.createdAt >= customer.firstFollowAt
  return {
    orderId: plan.orderId,
    externalUserId: customer.contact.externalUserId,
    shopCustomerId: customer.shopCustomerId,
    ...(isFollowed ? { advisorUserId: customer.ownerUserId } : {}),
    status,
    createdAt: plan.createdAt,
    ...(plan.paidAt === null ? {} : { paidAt: plan.paidAt }),
    ...(isPaid && daysAgo >= 1 ? { shippedAt: clock.at(daysAgo - 1, 10, 30) } : {}),
    ...(isPaid && daysAgo >= 3 ? { deliveredAt: clock.at(daysAgo - 3, 15, 20) } : {}),
    items: plan.items,
    paidFen,
    refundedFen: Math.floor((paidFen * plan.refundedPercent) / 100),
    shippingFen: isPaid ? plan.shippingFen : 0,
    ...(plan.couponCode === null ? {} : { couponCode: plan.couponCode }),
  }
}

export function orderRowsOf(plans: readonly OrderPlan[], clock: DemoClock): OrderRecordRow[] {
  return plans.map((plan) => {
    const row = orderRowOf(plan, clock)
    return orderRecord(row, plan.customer.customerId, rowHash(row), clock.timeZone)
  })
}

/** The customer's summary columns, from the rows of this customer alone. */
export function summaryOf(customerId: string, rows: readonly OrderRecordRow[]): PurchaseColumns {
  const days = new Map<number, { orders: number; netFen: number; lastOrderAt: number }>()
  for (const { status, orderedDay, orderedAt, netFen } of rows) {
    if (status !== 'paid') continue
    const day = days.get(orderedDay) ?? { orders: 0, netFen: 0, lastOrderAt: 0 }
    days.set(orderedDay, {
      orders: day.orders + 1,
      netFen: day.netFen + netFen,
      lastOrderAt: Math.max(day.lastOrderAt, orderedAt),
    })
  }
  const sorted = [...days].sort(([a], [b]) => a - b)
  return summariseDays(
    customerId,
    sorted.map(([orderedDay, day]) => ({ customerId, orderedDay, ...day })),
  )
}
