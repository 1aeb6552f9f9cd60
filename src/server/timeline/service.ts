import type { Coupon } from '../../contract/coupons.ts'
import type { TimelineItem } from '../../contract/timeline.ts'
import { missText } from '../../domain/cadence/change-prompt.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { maskPhones } from '../../domain/privacy/mask-phone.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Notes } from '../notes/service.ts'
import type { Orders } from '../orders/service.ts'
import type { Products } from '../products/service.ts'
import type { Reminders } from '../reminders/service.ts'
import type { ScriptLibrary } from '../scripts/library.ts'
import { readSettings } from '../settings/service.ts'
import type { Tags } from '../tags/service.ts'
import type { Touches } from '../touches/service.ts'
import { browseItems, type ShownEvent } from './browse-items.ts'
import { couponEventsBefore } from './coupon-events.ts'
import { couponItems } from './coupon-items.ts'
import { futureItems } from './future-items.ts'
import { noteItems } from './note-items.ts'
import { orderItems } from './order-items.ts'
import { mergePage, pageSize } from './page.ts'
import { optOutItems, relationItems, type ShownFollow, welcomeItems } from './relation-items.ts'
import { tagItems } from './tag-items.ts'
import { touchItems } from './touch-items.ts'

/** Browsing is kept for 13 months; counting the visits of a product needs them all. */
const browsedMs = 400 * dayMs
/** More orders than any one customer of a shop places; they are read whole because they have no pages of their own. */
const orderLimit = 5000
/** One more than a page: whether there is a next one. */
const sourceLimit = pageSize + 1

export interface TimelineNeeds {
  orders: Pick<Orders, 'ordersOf'>
  events: { eventsOf: (db: Database, customerId: string, sinceMs: number) => Promise<ShownEvent[]> }
  products: Pick<Products, 'productsBySku'>
  touches: Pick<Touches, 'history' | 'missNumbers'>
  reminders: Pick<Reminders, 'openOf'>
  notes: Pick<Notes, 'before'>
  library: Pick<ScriptLibrary, 'labelsOf'>
  tags: Pick<Tags, 'setBefore'>
  coupons: { listForCustomer: (db: Database, customerId: string, userId: string) => Promise<Coupon[]> }
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
  unsentWelcomes: (
    db: Database,
    customerId: string,
    page: { before: number; limit: number; asOf: number },
  ) => Promise<{ id: string; userId: string; at: number; reason: string }[]>
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
}

/** Whose timeline it is and who reads it. */
export interface TimelineSubject {
  customerId: string
  birthday: string | null
  optedOutAt: number | null
  follows: readonly ShownFollow[]
  viewerUserId: string
}

export type Timeline = ReturnType<typeof createTimeline>

/** What people wrote may hold a number; ids of orders are left as they are. */
const withoutPhones = (item: TimelineItem): TimelineItem => ({
  ...item,
  detail: item.detail === null ? null : maskPhones(item.detail),
})

export function createTimeline({ db, config, now }: ServerContext, needs: TimelineNeeds) {
  const { timeZone } = config

  async function browsed(customerId: string, asOf: number): Promise<TimelineItem[]> {
    const events = await needs.events.eventsOf(db, customerId, asOf - browsedMs)
    const skus = events.flatMap(({ sku }) => (sku === null ? [] : [sku]))
    const products = await needs.products.productsBySku(db, skus)
    return browseItems(events, new Map([...products].map(([sku, { name }]) => [sku, name])), timeZone)
  }

  async function missTexts(
    customerId: string,
    touches: readonly { startedAt: number }[],
    asOf: number,
  ): Promise<Map<string, string>> {
    const sinceMs = touches.at(-1)?.startedAt
    if (sinceMs === undefined) return new Map()
    const { rules } = await readSettings({ db })
    const numbers = await needs.touches.missNumbers(db, customerId, { sinceMs, asOf, rules })
    return new Map([...numbers].map(([touchId, number]) => [touchId, missText(number, rules)]))
  }

  async function pastOf(subject: TimelineSubject, before: number, coupons: readonly Coupon[], asOf: number) {
    const { customerId, follows, viewerUserId } = subject
    const touches = await needs.touches.history(db, customerId, before, sourceLimit)
    const couponEvents = await couponEventsBefore(db, customerId, before, sourceLimit)
    const tags = await needs.tags.setBefore(db, customerId, before, sourceLimit)
    const notes = await needs.notes.before(db, customerId, before, sourceLimit)
    const welcomes = await needs.unsentWelcomes(db, customerId, { before, limit: sourceLimit, asOf })
    const orders = await needs.orders.ordersOf(db, customerId, { limit: orderLimit })
    const misses = await missTexts(customerId, touches, asOf)
    const scriptIds = touches.flatMap(({ parts }) => parts.flatMap(({ scriptId }) => scriptId ?? []))
    const scripts = await needs.library.labelsOf(db, scriptIds)
    const holders = notes.flatMap(({ heldBy }) => heldBy ?? [])
    const people = [...touches, ...follows, ...notes, ...welcomes].map(({ userId }) => userId).concat(holders)
    const names = await needs.members.namesOf([...new Set([...people, ...couponEvents.map((e) => e.actor)])])
    const by = (userId: string) => (userId === viewerUserId ? '我' : (names.get(userId) ?? userId))
    const headlines = new Map(coupons.map(({ couponId, headline }) => [couponId, headline]))
    const isEarlier = ({ at }: TimelineItem) => at < before
    return mergePage([
      touchItems(touches, { by, scripts, coupons: headlines, misses }).map(withoutPhones),
      couponItems(couponEvents, by),
      tagItems(tags),
      noteItems(notes, by).map(withoutPhones),
      orderItems(orders).filter(isEarlier),
      relationItems(customerId, follows, by, viewerUserId).filter(isEarlier),
      welcomeItems(welcomes, by),
      optOutItems(customerId, subject.optedOutAt).filter(isEarlier),
      (await browsed(customerId, asOf)).filter(isEarlier),
    ])
  }

  async function futureOf(
    { customerId, birthday, viewerUserId }: TimelineSubject,
    coupons: readonly Coupon[],
    asOf: number,
  ) {
    const facts = await needs.facts.factsOf(db, customerId, asOf)
    const products = await needs.products.productsBySku(db, Object.keys(facts.boughtSkus))
    const reminders = await needs.reminders.openOf(db, customerId, viewerUserId)
    return futureItems(facts, { birthday, coupons, products, reminders }).map(withoutPhones)
  }

  return {
    /** One page of the past, latest first, and with the first page what is expected. */
    async read(subject: TimelineSubject, before?: number) {
      const asOf = now()
      const coupons = await needs.coupons.listForCustomer(db, subject.customerId, subject.viewerUserId)
      const page = await pastOf(subject, Math.min(before ?? Infinity, asOf + 1), coupons, asOf)
      const future = before === undefined ? await futureOf(subject, coupons, asOf) : []
      return { ...page, future, dataAt: asOf }
    },
  }
}
