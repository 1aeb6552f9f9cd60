import { dayMs, hourMs, minuteMs } from '../../../domain/calendar.ts'
import { couponExpiresAt } from '../../../domain/offers/eligibility.ts'
import { pickOne, randomOf, wholeBetween, type Random } from '../../../simulator/people/random.ts'
import { consultation, doublePoints } from '../../starter/offers/care.ts'
import type { OfferDraft } from '../../starter/offers/offer-draft.ts'
import { firstOrder } from '../../starter/offers/occasions.ts'
import { longLook } from '../../starter/offers/price.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'
import type { OrderPlan } from '../shopping/orders.ts'
import { demoOffers } from '../store/offers.ts'
import type { CouponFate, CouponStory } from './coupon-story.ts'
import { newStory } from './new-story.ts'

const recallSample = demoOffers.find(({ offerId }) => offerId === 'demo-recall-sample') ?? doublePoints

/** How a coupon that nobody redeemed came to its end. */
function endedFate(random: Random, draft: OfferDraft, issuedAt: number, clock: DemoClock): CouponFate {
  const draw = random()
  if (draw < 0.1) return { state: 'lapsed', issuedAt, endedAt: issuedAt + 10 * minuteMs }
  const sentAt = issuedAt + 5_000
  if (draw < 0.25)
    return { state: 'voided', issuedAt, sentAt, endedAt: sentAt + wholeBetween(random, 2, 50) * minuteMs }
  const expired = {
    state: 'expired',
    issuedAt,
    sentAt,
    endedAt: couponExpiresAt(draft.terms.validity, issuedAt, clock.timeZone),
  } as const
  if (draw < 0.65) return expired
  const openedAt = sentAt + wholeBetween(random, 4, 200) * minuteMs
  return draw < 0.88 ? { ...expired, openedAt } : { ...expired, openedAt, claimedAt: openedAt + 2 * minuteMs }
}

function liveFate(
  state: 'issued' | 'sent' | 'opened' | 'claimed',
  clock: DemoClock,
  minutesAgo: number,
): CouponFate {
  const issuedAt = clock.now - minutesAgo * minuteMs
  if (state === 'issued') return { state, issuedAt }
  const sentAt = issuedAt + 4_000
  if (state === 'sent') return { state, issuedAt, sentAt }
  const openedAt = sentAt + 3 * minuteMs
  return state === 'opened'
    ? { state, issuedAt, sentAt, openedAt }
    : { state, issuedAt, sentAt, openedAt, claimedAt: openedAt + minuteMs }
}

/** Which of the many hold a live coupon now: few, spread over the list. */
function liveStateOf(index: number): 'issued' | 'sent' | 'opened' | 'claimed' | null {
  if (index === 47) return 'issued'
  if (index % 43 === 21) return 'sent'
  if (index % 61 === 34) return 'opened'
  return index % 71 === 52 ? 'claimed' : null
}

/** An order of the last days that was sent back today, whose coupon came back with it. */
export function refundedStory(
  customer: DemoCustomer,
  order: OrderPlan,
  story: CouponStory,
  clock: DemoClock,
): CouponStory {
  order.status = 'refunded'
  order.refundedPercent = 100
  const refundedAt = clock.now - 2 * hourMs
  return {
    ...story,
    customer,
    state: 'refunded',
    refundedAt,
    expiresAt: Math.max(story.expiresAt, refundedAt + dayMs),
  }
}

/** Live coupons and those that ended unused; `count` = the coupons the customer has already. */
export function otherStories(
  customer: DemoCustomer,
  orderCount: number,
  count: number,
  clock: DemoClock,
): CouponStory[] {
  const { persona, index, firstFollowAt } = customer
  const random = randomOf('other-coupons', index)
  if (persona.notable === 'hesitant') {
    const issuedAt = clock.at(9, 20, 2)
    const fate: CouponFate = {
      state: 'expired',
      issuedAt,
      sentAt: issuedAt + 4_000,
      openedAt: issuedAt + 6 * minuteMs,
      endedAt: issuedAt + dayMs,
    }
    return [newStory(customer, longLook, fate, count, clock)]
  }
  if (persona.notable === 'couponHolder')
    return [newStory(customer, doublePoints, liveFate('claimed', clock, 180), count, clock)]
  if (persona.notable !== null) return []
  const stories: CouponStory[] = []
  const issuedAt = clock.at(wholeBetween(random, 3, 200), wholeBetween(random, 12, 21), 15)
  if (index % 5 === 0 && issuedAt - firstFollowAt > dayMs) {
    const draft =
      orderCount === 0 ? firstOrder : pickOne(random, [longLook, doublePoints, consultation, recallSample])
    stories.push(newStory(customer, draft, endedFate(random, draft, issuedAt, clock), count, clock))
  }
  const state = liveStateOf(index)
  if (state !== null && orderCount > 0 && clock.now - firstFollowAt > dayMs) {
    const minutesAgo = state === 'issued' ? 2 : wholeBetween(random, 20, 90)
    stories.push(
      newStory(customer, doublePoints, liveFate(state, clock, minutesAgo), count + stories.length, clock),
    )
  }
  return stories
}
