import type { TimelineItem } from '../../contract/timeline.ts'
import { yuan } from '../../domain/money.ts'

interface ShownOrder {
  orderId: string
  orderedAt: number
  status: string
  itemsJson: string
  paidFen: number
  refundedFen: number
  shippedAt: number | null
  deliveredAt: number | null
}

const namedItems = 3

function statusText({ status, refundedFen, shippedAt, deliveredAt }: ShownOrder): string {
  if (status === 'created') return '待付款'
  if (status === 'cancelled') return '已取消'
  if (status === 'refunded') return '已退款'
  const progress = deliveredAt !== null ? '已签收' : shippedAt !== null ? '已发货' : '已付款'
  return refundedFen > 0 ? `${progress}，退${yuan(refundedFen)}元` : progress
}

function itemsText(itemsJson: string): string {
  const items = JSON.parse(itemsJson) as { name: string; quantity: number }[]
  const named = items.slice(0, namedItems).map(({ name, quantity }) => `${name} ×${quantity}`)
  return items.length > namedItems ? `${named.join('、')} 等${items.length}件` : named.join('、')
}

export function orderItems(orders: readonly ShownOrder[]): TimelineItem[] {
  return orders.map((order) => ({
    id: `order:${order.orderId}`,
    kind: 'order',
    at: order.orderedAt,
    title: `订单 ${order.orderId} ${yuan(order.paidFen)}元`,
    detail: [itemsText(order.itemsJson), statusText(order)].filter((text) => text !== '').join(' · '),
  }))
}
