import type { EventRow } from '../../../contract/ingest.ts'
import { minuteMs } from '../../../domain/calendar.ts'
import type { Persona } from '../../../simulator/people/persona.ts'
import { pickOne, randomOf, wholeBetween, type Random } from '../../../simulator/people/random.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'
import { demoProduct, demoProducts, productsOf } from '../store/products.ts'
import { notableEvents, type ToldEvent } from './notable-events.ts'
import type { OrderPlan } from './orders.ts'

type Told = Omit<ToldEvent, 'minutesAgo'>

const browsing: Record<Persona['habit'], { share: number; views: [number, number]; withinDays: number }> = {
  none: { share: 0, views: [0, 0], withinDays: 1 },
  browsing: { share: 0.9, views: [2, 8], withinDays: 40 },
  choosing: { share: 1, views: [3, 6], withinDays: 12 },
  once: { share: 0.4, views: [1, 5], withinDays: 60 },
  repeating: { share: 0.5, views: [1, 5], withinDays: 60 },
  loyal: { share: 0.7, views: [2, 6], withinDays: 45 },
  lapsed: { share: 0, views: [0, 0], withinDays: 1 },
}

function skuFor(random: Random, { favourite }: Persona): string {
  const from = random() < 0.7 ? productsOf(favourite) : demoProducts
  return (from[Math.floor(random() * from.length)] ?? demoProduct('ZY-SE-01')).sku
}

function browsingOf(random: Random, persona: Persona): Told[] {
  const { share, views, withinDays } = browsing[persona.habit]
  if (random() >= share) return []
  const dearest = skuFor(random, persona)
  return Array.from({ length: wholeBetween(random, ...views) }, () => {
    const visit = {
      daysAgo: wholeBetween(random, 0, withinDays),
      hour: wholeBetween(random, 8, 22),
      minute: wholeBetween(random, 0, 50),
      sku: random() < 0.4 ? dearest : skuFor(random, persona),
    }
    const look: Told[] = [{ type: 'view', ...visit }]
    if (random() < 0.3) {
      look.push({ type: 'dwell', ...visit, minute: visit.minute + 3, seconds: wholeBetween(random, 15, 130) })
    }
    return look
  }).flat()
}

/** Those who choose have something in the cart, some have begun to check out. */
function choosingOf(random: Random, persona: Persona): Told[] {
  if (persona.habit !== 'choosing') return []
  const daysAgo = wholeBetween(random, 0, 10)
  const sku = skuFor(random, persona)
  const cart: Told[] = [
    { type: 'cart_add', daysAgo, hour: 20, minute: 10, sku, quantity: wholeBetween(random, 1, 3) },
  ]
  if (random() < 0.4) cart.push({ type: 'checkout_start', daysAgo, hour: 20, minute: 22, sku })
  return cart
}

const rareTypes: [EventRow['type'], share: number, fromDaysAgo: number, toDaysAgo: number][] = [
  ['interact', 0.18, 0, 60],
  ['share', 0.06, 1, 120],
  ['checkin', 0.06, 0, 30],
  ['price_enquiry', 0.03, 1, 40],
  ['complaint', 0.02, 40, 200],
]

function rareOf(random: Random, persona: Persona): Told[] {
  if (persona.habit === 'none' || persona.habit === 'lapsed') return []
  return rareTypes.flatMap(([type, share, from, to]) =>
    random() < share
      ? [{ type, daysAgo: wholeBetween(random, from, to), hour: wholeBetween(random, 9, 21), minute: 30 }]
      : [],
  )
}

/** Before an order: a look or two, the cart, the till. */
function beforeOrder(random: Random, { daysAgo, items, customer, createdAt }: OrderPlan): EventRow[] {
  const sku = items[0]?.sku
  if (sku === undefined) return []
  const looks = wholeBetween(random, 1, 2)
  const base = { externalUserId: customer.contact.externalUserId, sku, category: items[0]?.category }
  const device = pickOne(random, ['iPhone', 'Android', 'Android', 'PC'])
  const views = Array.from({ length: looks }, (_, place) => ({
    ...base,
    eventId: '',
    type: 'view' as const,
    occurredAt: createdAt - (12 + place * 1440 * wholeBetween(random, 1, 3)) * minuteMs,
    device,
  }))
  if (daysAgo > 180) return views
  const cart = {
    ...base,
    eventId: '',
    type: 'cart_add' as const,
    occurredAt: createdAt - 5 * minuteMs,
    quantity: 1,
  }
  const till = { ...base, eventId: '', type: 'checkout_start' as const, occurredAt: createdAt - 2 * minuteMs }
  return [...views, cart, till]
}

function toRow(event: ToldEvent, customer: DemoCustomer, clock: DemoClock): EventRow {
  const { type, daysAgo, hour, minute, sku, seconds, quantity, minutesAgo } = event
  return {
    eventId: '',
    externalUserId: customer.contact.externalUserId,
    type,
    occurredAt:
      minutesAgo === undefined ? clock.at(daysAgo, hour, minute) : clock.now - minutesAgo * minuteMs,
    ...(sku === undefined ? {} : { sku, category: demoProduct(sku).category }),
    ...(seconds === undefined ? {} : { durationMs: seconds * 1000 }),
    ...(quantity === undefined ? {} : { quantity }),
  }
}

/** All that this customer did in the shop, earliest first, numbered. */
export function eventsOf(customer: DemoCustomer, orders: readonly OrderPlan[], clock: DemoClock): EventRow[] {
  const { persona, index } = customer
  const random = randomOf('events', index)
  const told: readonly ToldEvent[] =
    persona.notable === null
      ? [...browsingOf(random, persona), ...choosingOf(random, persona), ...rareOf(random, persona)]
      : (notableEvents[persona.notable] ?? [])
  return [
    ...told.map((event) => toRow(event, customer, clock)),
    ...orders.flatMap((order) => beforeOrder(random, order)),
  ]
    .sort((a, b) => a.occurredAt - b.occurredAt)
    .map((event, place) => ({ ...event, eventId: `EV-${index + 1}-${place + 1}` }))
}
