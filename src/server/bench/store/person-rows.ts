import type { Insertable } from 'kysely'
import { dayMs, hourMs } from '../../../domain/calendar.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import type { Schema } from '../../db/schema.ts'
import type { PurchaseColumns } from '../../orders/summary-writes.ts'
import type { BulkWriter } from './bulk-writer.ts'
import { pickOne, wholeBetween } from './draws.ts'

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const given = [...'敏静丽娟艳芳霞燕雪梅琳婷慧颖洁莹倩妍彤岚']
const tiers = [null, '青铜', '白银', '黄金', '钻石'] as const
const notes = ['喜欢清爽质地', '常囤货', '看重成分', '怕麻烦', '只在周末有空', '油皮', '干皮', '敏感肌']
const secondFollower = 0.15

/** One of the store's customers, before the rows. */
export interface BenchPerson {
  index: number
  customerId: string
  externalUserId: string
  /** Who follows; the first one owns the customer. */
  userIds: string[]
  followedAt: number
}

export function benchPerson(
  draw: Draw,
  index: number,
  { members, asOf }: { members: readonly string[]; asOf: number },
): BenchPerson {
  const number = String(index).padStart(8, '0')
  const owner = members[index % members.length] ?? ''
  const other = pickOne(draw, members)
  return {
    index,
    customerId: `cus_bench${number}`,
    externalUserId: `wmBench${number}${'A'.repeat(17)}`,
    userIds: draw() < secondFollower && other !== owner ? [owner, other] : [owner],
    followedAt: asOf - wholeBetween(draw, 0, 700) * dayMs - wholeBetween(draw, 1, 20) * hourMs,
  }
}

function customerRow(
  draw: Draw,
  person: BenchPerson,
  summary: PurchaseColumns,
  { asOf, lastActivityAt }: { asOf: number; lastActivityAt: number | null },
): Insertable<Schema['customer']> {
  const isMember = summary.orderCount > 0 && draw() < 0.8
  const month = String(wholeBetween(draw, 1, 12)).padStart(2, '0')
  const day = String(wholeBetween(draw, 1, 28)).padStart(2, '0')
  // One literal: a spread grows the object column by column, which costs more than all of the rest.
  return {
    orderCount: summary.orderCount,
    purchaseDays: summary.purchaseDays,
    firstPurchaseDay: summary.firstPurchaseDay,
    lastPurchaseDay: summary.lastPurchaseDay,
    lastOrderAt: summary.lastOrderAt,
    netSpendFen: summary.netSpendFen,
    repeatSpendFen: summary.repeatSpendFen,
    customerId: person.customerId,
    externalUserId: person.externalUserId,
    name: pickOne(draw, surnames) + pickOne(draw, given) + pickOne(draw, given),
    avatar: null,
    contactType: 1,
    corpName: null,
    gender: draw() < 0.8 ? 2 : 1,
    birthday: draw() < 0.5 ? `${month}-${day}` : null,
    memberTier: isMember ? pickOne(draw, tiers) : null,
    points: isMember ? Math.floor(summary.netSpendFen / 100) : null,
    pointsExpireAt: isMember && draw() < 0.3 ? asOf + wholeBetween(draw, 3, 200) * dayMs : null,
    fieldsJson: '{}',
    assignmentKey: `bench-${person.index}`,
    optedOutAt: draw() < 0.01 ? asOf - dayMs : null,
    firstFollowAt: person.followedAt,
    contactFetchedAt: asOf,
    askingUntil: null,
    askingAbout: null,
    lockVersion: 0,
    lastActivityAt,
    ltvFen: null,
    rfmSegment: null,
    scoredVersion: null,
    createdAt: person.followedAt,
    updatedAt: asOf,
  }
}

/** The person as WeCom and the shop know them: the customer's row, ids, followers and tags. */
export function writePerson(
  writer: BulkWriter,
  draw: Draw,
  person: BenchPerson,
  known: { summary: PurchaseColumns; asOf: number; lastActivityAt: number | null },
): void {
  const { customerId, externalUserId, userIds, followedAt, index } = person
  writer.add('customer', customerRow(draw, person, known.summary, known))
  const identity = { customerId, createdAt: followedAt }
  writer.add('identity', { ...identity, kind: 'externalUserId', value: externalUserId, source: 'wecom' })
  if (known.summary.orderCount > 0)
    writer.add('identity', {
      ...identity,
      kind: 'shopCustomerId',
      value: `BM${String(index).padStart(8, '0')}`,
      source: 'orders',
    })
  userIds.forEach((userId, place) =>
    writer.add('follow', {
      customerId,
      userId,
      remark: draw() < 0.4 ? pickOne(draw, surnames) + '姐' : '',
      description: '',
      followedAt: followedAt + place * hourMs,
      addWay: 1,
      state: '',
      isActive: 1,
      endedAt: null,
      endedBy: null,
      addedAt: null,
      seenAt: null,
      updatedAt: known.asOf,
    }),
  )
  const tags = wholeBetween(draw, 0, 3)
  for (let place = 1; place <= tags; place += 1)
    writer.add('customerTag', {
      tagId: `tag_bench${String(index).padStart(8, '0')}_${place}`,
      customerId,
      userId: null,
      name: pickOne(draw, notes),
      source: draw() < 0.3 ? 'customer' : 'manual',
      kind: 'fact',
      evidence: '顾问添加',
      confidence: null,
      ruleKey: null,
      createdAt: known.asOf - wholeBetween(draw, 1, 300) * dayMs,
      expiresAt: null,
    })
}
