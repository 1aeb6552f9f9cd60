import type { Insertable } from 'kysely'
import { lastActivityAt } from '../../domain/customers/activity.ts'
import { minuteMs } from '../../domain/calendar.ts'
import type { Schema } from '../db/schema.ts'
import type { DemoClock } from './clock.ts'
import { couponEventRows, couponRow } from './coupons/coupon-rows.ts'
import type { CouponStory } from './coupons/coupon-story.ts'
import { budgetUseRows, ledgerRows } from './coupons/ledger-rows.ts'
import { createStoryteller } from './coupons/stories.ts'
import { demoCustomers, type WorldLike } from './customers.ts'
import { customerRow, followRows, identityRows } from './relation/customer-rows.ts'
import { tagRows } from './relation/tag-rows.ts'
import { touchRows } from './relation/touch-rows.ts'
import { eventRows } from './shopping/event-rows.ts'
import { eventsOf } from './shopping/events.ts'
import { orderRowsOf, summaryOf } from './shopping/order-rows.ts'
import { orderPlansOf } from './shopping/orders.ts'

type Rows<Table extends keyof Schema> = Insertable<Schema[Table]>[]

export interface PeopleRows {
  customer: Rows<'customer'>
  identity: Rows<'identity'>
  follow: Rows<'follow'>
  customerTag: Rows<'customerTag'>
  purchaseOrder: Rows<'purchaseOrder'>
  shopEvent: Rows<'shopEvent'>
  coupon: Rows<'coupon'>
  couponEvent: Rows<'couponEvent'>
  ledgerEntry: Rows<'ledgerEntry'>
  budgetUse: Rows<'budgetUse'>
  touch: Rows<'touch'>
  touchBubble: Rows<'touchBubble'>
}

function emptyRows(): PeopleRows {
  return {
    customer: [],
    identity: [],
    follow: [],
    customerTag: [],
    purchaseOrder: [],
    shopEvent: [],
    coupon: [],
    couponEvent: [],
    ledgerEntry: [],
    budgetUse: [],
    touch: [],
    touchBubble: [],
  }
}

const askingMs = 60 * minuteMs
/** Added to what was spent before: the year that the coupons of the past were judged by. */
const assumedYearFen = 60_000

function latest(instants: readonly (number | null)[]): number | null {
  return instants.reduce((max, at) => (at !== null && at > (max ?? -Infinity) ? at : max), null)
}

/** The rows of everybody in the world; the same for the same world and clock. */
export function peopleRows(world: WorldLike, clock: DemoClock): PeopleRows {
  const rows = emptyRows()
  const storiesOf = createStoryteller(clock)
  const allStories: CouponStory[] = []
  const advisorNames = new Map(world.members.map(({ userId, name }) => [userId, name]))
  for (const customer of demoCustomers(world)) {
    const { customerId } = customer
    const plans = orderPlansOf(customer, clock)
    const stories = storiesOf(customer, plans)
    const orders = orderRowsOf(plans, clock)
    const events = eventsOf(customer, plans, clock)
    const summary = summaryOf(customerId, orders)
    const repliedAt = customer.persona.notable === 'asking' ? clock.now + 52 * minuteMs - askingMs : null
    const activeAt = lastActivityAt(
      {
        orderedAt: latest(orders.map(({ orderedAt }) => orderedAt)),
        shopEventAt: latest(events.map(({ occurredAt }) => occurredAt)),
        couponOpenedAt: latest(stories.map(({ openedAt }) => openedAt)),
        couponClaimedAt: latest(stories.map(({ claimedAt }) => claimedAt)),
        repliedAt,
      },
      clock.now,
    )
    rows.customer.push(customerRow(customer, summary, activeAt, clock))
    rows.identity.push(...identityRows(customer, orders.length > 0))
    rows.follow.push(...followRows(customer, clock))
    rows.customerTag.push(...tagRows(customer, { events, orderCount: summary.orderCount }, world, clock))
    rows.purchaseOrder.push(...orders)
    rows.shopEvent.push(...eventRows(customerId, events))
    for (const story of stories) {
      const spentFen = orders
        .filter(({ status, orderedAt }) => status === 'paid' && orderedAt < story.issuedAt)
        .reduce((sum, { netFen }) => sum + netFen, 0)
      rows.coupon.push(couponRow(story, spentFen + assumedYearFen))
      rows.couponEvent.push(...couponEventRows(story))
      rows.ledgerEntry.push(...ledgerRows(story))
    }
    const sent = touchRows(customer, stories, advisorNames, clock)
    rows.touch.push(...sent.touches)
    rows.touchBubble.push(...sent.bubbles)
    allStories.push(...stories)
  }
  rows.budgetUse.push(...budgetUseRows(allStories, clock.timeZone))
  return rows
}
