import { hourMs, minuteMs } from '../../../domain/calendar.ts'
import { discountAtRedemption } from '../../../domain/offers/discount.ts'
import { randomOf, wholeBetween } from '../../../simulator/people/random.ts'
import { actualCostFen } from '../../coupons/redemption/actual-cost.ts'
import { consultation, doublePoints, vipGift } from '../../starter/offers/care.ts'
import type { OfferDraft } from '../../starter/offers/offer-draft.ts'
import { longLook } from '../../starter/offers/price.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'
import type { OrderPlan } from '../shopping/orders.ts'
import { demoOffers } from '../store/offers.ts'
import type { CouponStory } from './coupon-story.ts'
import { newStory } from './new-story.ts'

const ladder = demoOffers.find(({ offerId }) => offerId === 'demo-ladder') ?? longLook
const shortestStayMs = 26 * hourMs

function offerFor(order: OrderPlan, place: number): OfferDraft {
  if (place >= 4 && order.merchandiseFen < 40_000) return vipGift
  if (order.merchandiseFen >= 59_900) return ladder
  if (order.merchandiseFen >= 19_900) return order.daysAgo % 3 === 0 ? doublePoints : longLook
  return order.daysAgo % 2 === 0 ? doublePoints : consultation
}

/** Takes the coupon's discount off the order and tells how it came there. */
export function redeemOrder(
  customer: DemoCustomer,
  order: OrderPlan,
  place: number,
  count: number,
  clock: DemoClock,
): CouponStory | null {
  if (order.paidAt === null) return null
  const random = randomOf('redeemed', customer.index * 100 + place)
  const issuedAt = order.createdAt - wholeBetween(random, 75, 115) * minuteMs
  const story = newStory(customer, offerFor(order, place), { state: 'redeemed', issuedAt }, count, clock)
  const discount = discountAtRedemption(story.draft.terms, story.rewards, {
    amountFen: order.merchandiseFen,
    items: order.items.map(({ sku, quantity, unitPriceFen }) => ({ sku, quantity, unitPriceFen })),
  })
  if (!discount.ok) return null
  order.discountFen = discount.discountFen
  order.couponCode = story.code
  return {
    ...story,
    sentAt: issuedAt + 4_000,
    openedAt: issuedAt + wholeBetween(random, 3, 40) * minuteMs,
    claimedAt: issuedAt + wholeBetween(random, 41, 70) * minuteMs,
    redeemedAt: order.paidAt,
    order,
    discountFen: discount.discountFen,
    benefit: discount.benefit ?? null,
    actualCostFen: actualCostFen(story, discount.discountFen, {}),
  }
}

/** Coupons of the last ten months that were redeemed with an order; the orders are changed to show it. */
export function redeemedStories(
  customer: DemoCustomer,
  orders: readonly OrderPlan[],
  clock: DemoClock,
): CouponStory[] {
  const { persona, index, firstFollowAt } = customer
  if (persona.notable !== null && persona.notable !== 'vip' && persona.notable !== 'couponHolder') return []
  const random = randomOf('redeemed-choice', index)
  const stories: CouponStory[] = []
  orders.forEach((order, place) => {
    const isChosen = random() < 0.2 || (persona.notable === 'vip' && place === 5)
    const isFit =
      order.status === 'paid' && order.refundedPercent === 0 && order.daysAgo > 31 && order.daysAgo < 300
    if (!isChosen || !isFit || stories.length >= 2 || order.createdAt - firstFollowAt < shortestStayMs) return
    const story = redeemOrder(customer, order, place, stories.length, clock)
    if (story) stories.push(story)
  })
  return stories
}
