import {
  attribute,
  type CreditableTouch,
  creditWindowDays,
} from '../../../../domain/attribution/attribute.ts'
import type { BulkWriter } from '../bulk-writer.ts'
import type { BenchOrder } from '../order-rows.ts'
import type { Course } from './course.ts'

const windowDays = creditWindowDays({})

/** What the customer's orders are credited to, as a store computes it when they come in. */
export function writeCredits(
  writer: BulkWriter,
  {
    orders,
    touches,
    course,
  }: { orders: readonly BenchOrder[]; touches: CreditableTouch[]; course: Course | null },
  asOf: number,
): void {
  if (touches.length === 0) return
  const redemptions = course?.order
    ? [{ orderId: course.order.orderId, couponId: course.couponId, issuedBy: course.issuedBy }]
    : []
  const creditable = orders.map(({ orderId, customerId, orderedAt, netFen, status }) => {
    return { orderId, customerId, orderedAt, netFen, isRefunded: status !== 'paid' }
  })
  for (const credit of attribute(creditable, touches, redemptions, windowDays))
    writer.add('orderCredit', { ...credit, windowDays, computedAt: asOf })
}
