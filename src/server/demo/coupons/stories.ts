import { dayMs } from '../../../domain/calendar.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'
import type { OrderPlan } from '../shopping/orders.ts'
import type { CouponStory } from './coupon-story.ts'
import { otherStories, refundedStory } from './open-and-ended.ts'
import { redeemedStories, redeemOrder } from './redeemed.ts'

const refundedOrders = 2

/** Tells every customer's coupons, one customer after the other; orders that used one are changed to show it. */
export function createStoryteller(clock: DemoClock) {
  let refunded = 0

  /** A fresh order that came back today, for the first few customers who have one. */
  function tellRefund(customer: DemoCustomer, orders: readonly OrderPlan[], count: number): CouponStory[] {
    if (refunded >= refundedOrders || customer.persona.notable !== null) return []
    const order = orders.at(-1)
    const isFresh =
      order &&
      order.status === 'paid' &&
      order.refundedPercent === 0 &&
      order.daysAgo >= 2 &&
      order.daysAgo <= 12
    if (!isFresh || order.createdAt <= customer.firstFollowAt + dayMs) return []
    const story = redeemOrder(customer, order, orders.length - 1, count, clock)
    if (!story) return []
    refunded += 1
    return [refundedStory(customer, order, story, clock)]
  }

  return (customer: DemoCustomer, orders: readonly OrderPlan[]): CouponStory[] => {
    const redeemed = redeemedStories(customer, orders, clock)
    const returned = tellRefund(customer, orders, redeemed.length)
    const count = redeemed.length + returned.length
    const others = returned.length > 0 ? [] : otherStories(customer, orders.length, count, clock)
    return [...redeemed, ...returned, ...others]
  }
}
