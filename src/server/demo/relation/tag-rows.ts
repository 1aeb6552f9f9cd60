import type { Insertable } from 'kysely'
import type { EventRow } from '../../../contract/ingest.ts'
import { dayMs } from '../../../domain/calendar.ts'
import { tagLifeDays } from '../../../domain/tags/tag-life.ts'
import { pickOne, randomOf, wholeBetween } from '../../../simulator/people/random.ts'
import type { Schema } from '../../db/schema.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer, WorldLike } from '../customers.ts'

type Row = Insertable<Schema['customerTag']>
type Own = Pick<Row, 'name' | 'source' | 'kind' | 'evidence' | 'createdAt'> & Partial<Row>

const notes = ['喜欢清爽质地', '常囤货', '看重成分', '怕麻烦', '只在周末有空', '喜欢小规格'] as const

/** Interests live 30 days, intents 14; what has ended stays grey for a week. */
function aging(
  kind: 'interest' | 'intent',
  createdAt: number,
): Pick<Row, 'kind' | 'createdAt' | 'expiresAt' | 'confidence'> {
  const confidence = kind === 'intent' ? 0.8 : 0.7
  return { kind, createdAt, confidence, expiresAt: createdAt + (tagLifeDays[kind] ?? 0) * dayMs }
}

function wecomTags({ contact }: DemoCustomer, world: WorldLike, clock: DemoClock): Own[] {
  return contact.follows.flatMap(({ userId, tagIds, personalTags }) => {
    const base = { userId, kind: 'fact', createdAt: clock.now }
    const corp = world.tagGroups.flatMap((group) =>
      group.tags
        .filter(({ tagId }) => tagIds.includes(tagId))
        .map(({ name }) => ({ ...base, name, source: 'corp', evidence: `企业微信标签 · ${group.name}` })),
    )
    return [
      ...corp,
      ...personalTags.map((name) => ({ ...base, name, source: 'personal', evidence: '企业微信标签' })),
    ]
  })
}

/** The category seen last, from five weeks back: fresh, on its last day or grey. */
function interestTags(events: readonly EventRow[], clock: DemoClock): Own[] {
  const since = clock.now - 36 * dayMs
  const views = events.filter(({ type, occurredAt }) => type === 'view' && occurredAt >= since)
  const last = views.at(-1)
  if (last?.category === undefined) return []
  const count = views.filter(({ category }) => category === last.category).length
  const evidence = `浏览${last.category}${count}次`
  return [{ name: last.category, source: 'behaviour', evidence, ...aging('interest', last.occurredAt) }]
}

function intentTags(events: readonly EventRow[], clock: DemoClock): Own[] {
  const since = clock.now - 20 * dayMs
  const last = events
    .filter(
      ({ type, occurredAt }) => (type === 'cart_add' || type === 'checkout_start') && occurredAt >= since,
    )
    .at(-1)
  if (!last) return []
  const evidence = last.type === 'cart_add' ? '加购过商品' : '进入过结算'
  return [{ name: '意向强', source: 'behaviour', evidence, ...aging('intent', last.occurredAt) }]
}

/** What the advisor noted, what the customer answered, what the orders say. */
function lastingTags(
  { persona, index, ownerUserId }: DemoCustomer,
  orderCount: number,
  { members }: WorldLike,
  clock: DemoClock,
): Own[] {
  const random = randomOf('tags', index)
  const tags: Own[] = []
  if (random() < 0.3) {
    const createdAt = clock.at(wholeBetween(random, 1, 90), 14, 20)
    const owner = members.find(({ userId }) => userId === ownerUserId)
    const evidence = `顾问${owner?.name ?? ''}添加`
    tags.push({ name: pickOne(random, notes), source: 'manual', kind: 'fact', evidence, createdAt })
  }
  if (random() < 0.25) {
    const createdAt = clock.at(wholeBetween(random, 1, 200), 20, 5)
    tags.push({ name: persona.skin, source: 'customer', kind: 'fact', evidence: '肤质小测的回答', createdAt })
  }
  if (orderCount >= 4) {
    const evidence = `14个月内下单${orderCount}次`
    tags.push({ name: '老客', source: 'data', kind: 'fact', evidence, confidence: 1, createdAt: clock.now })
  }
  return tags
}

/** The tags that the first customer of the tour shows: 精华 with days to go, 意向强, and one that has gone grey. */
function toldTags(clock: DemoClock): Own[] {
  return [
    {
      name: '油皮',
      source: 'customer',
      kind: 'fact',
      evidence: '肤质小测的回答',
      createdAt: clock.at(12, 20, 40),
    },
    {
      name: '精华',
      source: 'behaviour',
      evidence: '浏览精华4次',
      ...aging('interest', clock.at(21, 19, 30)),
    },
    {
      name: '意向强',
      source: 'behaviour',
      evidence: '一周内反复看同一款',
      ...aging('intent', clock.at(8, 20, 10)),
    },
    {
      name: '面膜',
      source: 'behaviour',
      evidence: '浏览面膜3次',
      ...aging('interest', clock.at(29, 12, 10)),
    },
    {
      name: '洁面',
      source: 'behaviour',
      evidence: '浏览洁面2次',
      ...aging('interest', clock.at(33, 12, 10)),
    },
  ]
}

export function tagRows(
  customer: DemoCustomer,
  known: { events: readonly EventRow[]; orderCount: number },
  world: WorldLike,
  clock: DemoClock,
): Row[] {
  const { persona, customerId } = customer
  if (persona.notable === 'newcomer') return []
  const own =
    persona.notable === 'hesitant'
      ? toldTags(clock)
      : [
          ...interestTags(known.events, clock),
          ...intentTags(known.events, clock),
          ...lastingTags(customer, known.orderCount, world, clock),
        ]
  return [...wecomTags(customer, world, clock), ...own].map((tag, place) => ({
    tagId: `tag_demo_${customer.index + 1}_${place + 1}`,
    customerId,
    userId: null,
    confidence: null,
    expiresAt: null,
    ...tag,
  }))
}
