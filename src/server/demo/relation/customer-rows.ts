import type { Insertable } from 'kysely'
import { dayMs, localTime, minuteMs } from '../../../domain/calendar.ts'
import { randomOf, wholeBetween } from '../../../simulator/people/random.ts'
import type { Schema } from '../../db/schema.ts'
import type { PurchaseColumns } from '../../orders/summary-writes.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'

type Row = Insertable<Schema['customer']>

const tierSteps: [fromFen: number, tier: string][] = [
  [500_000, '钻石'],
  [200_000, '黄金'],
  [50_000, '白银'],
  [0, '青铜'],
]

/** MM-DD of today on the store's calendar. */
function todayText({ now, timeZone }: DemoClock): string {
  const { month, dayOfMonth } = localTime(now, timeZone)
  return `${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

function birthdayOf({ persona }: DemoCustomer, clock: DemoClock, draw: number): string | null {
  if (persona.notable === 'birthday') return todayText(clock)
  if (persona.notable === null) return draw < 0.85 ? persona.birthday : null
  return persona.birthday === todayText(clock) ? null : persona.birthday
}

/** Points and their end: told for some, else one point for each yuan spent. */
function pointsOf({ persona, index }: DemoCustomer, netSpendFen: number, clock: DemoClock) {
  if (persona.notable === 'hesitant') return { points: 1280, pointsExpireAt: clock.now + 9 * dayMs }
  if (persona.notable === 'expiringPoints') return { points: 3260, pointsExpireAt: clock.now + 6 * dayMs }
  const random = randomOf('points', index)
  const points = Math.floor(netSpendFen / 100) + wholeBetween(random, 0, 60)
  if (random() >= 0.35) return { points, pointsExpireAt: null }
  return { points, pointsExpireAt: clock.now + wholeBetween(random, 3, 200) * dayMs }
}

/** What the shop told of the person; of the newcomer it told nothing. */
function shopFacts(customer: DemoCustomer, summary: PurchaseColumns, clock: DemoClock) {
  const { persona, index } = customer
  if (persona.notable === 'newcomer')
    return { birthday: null, memberTier: null, points: null, pointsExpireAt: null, fieldsJson: '{}' }
  const random = randomOf('shop-facts', index)
  const birthday = birthdayOf(customer, clock, random())
  const tier = tierSteps.find(([fromFen]) => summary.netSpendFen >= fromFen)?.[1] ?? null
  const isMember = summary.orderCount > 0 || random() < 0.3
  return {
    birthday,
    memberTier: isMember ? tier : null,
    ...(isMember ? pointsOf(customer, summary.netSpendFen, clock) : { points: null, pointsExpireAt: null }),
    fieldsJson: random() < 0.5 ? JSON.stringify({ 肤质: persona.skin }) : '{}',
  }
}

function optedOutAt({ persona, index }: DemoCustomer, clock: DemoClock): number | null {
  if (persona.notable === 'optedOut') return clock.at(12, 20, 16)
  return persona.notable === null && index % 83 === 0 ? clock.at(40, 20, 16) : null
}

/** The customer's own row; `activeAt` = the latest of what else they did. */
export function customerRow(
  customer: DemoCustomer,
  summary: PurchaseColumns,
  activeAt: number | null,
  clock: DemoClock,
): Row {
  const { persona, contact, customerId, firstFollowAt } = customer
  const isAsking = persona.notable === 'asking'
  return {
    ...summary,
    customerId,
    externalUserId: contact.externalUserId,
    name: contact.name,
    avatar: contact.avatar,
    contactType: contact.type,
    gender: contact.gender,
    ...shopFacts(customer, summary, clock),
    assignmentKey: `demo-${customerId}`,
    optedOutAt: optedOutAt(customer, clock),
    firstFollowAt,
    contactFetchedAt: clock.now,
    askingUntil: isAsking ? clock.now + 52 * minuteMs : null,
    askingAbout: isAsking ? 'price' : null,
    lockVersion: 0,
    lastActivityAt: activeAt,
    ltvFen: null,
    rfmSegment: null,
    scoredVersion: null,
    createdAt: firstFollowAt,
    updatedAt: clock.now,
  }
}

export function followRows(
  { contact, customerId }: DemoCustomer,
  clock: DemoClock,
): Insertable<Schema['follow']>[] {
  return contact.follows.map(({ userId, remark, description, createdAtSeconds, addWay, state }) => ({
    customerId,
    userId,
    remark,
    description,
    followedAt: createdAtSeconds * 1000,
    addWay,
    state,
    isActive: 1,
    updatedAt: clock.now,
  }))
}

/** Everybody is known by the contact's ids; buyers also by the shop's member number. */
export function identityRows(
  { contact, customerId, shopCustomerId, firstFollowAt }: DemoCustomer,
  isBuyer: boolean,
): Insertable<Schema['identity']>[] {
  const row = { customerId, createdAt: firstFollowAt }
  const { externalUserId, unionId } = contact
  return [
    { ...row, kind: 'externalUserId', value: externalUserId, source: 'wecom' },
    ...(unionId === undefined ? [] : [{ ...row, kind: 'unionId', value: unionId, source: 'wecom' }]),
    ...(isBuyer ? [{ ...row, kind: 'shopCustomerId', value: shopCustomerId, source: 'orders' }] : []),
  ]
}
