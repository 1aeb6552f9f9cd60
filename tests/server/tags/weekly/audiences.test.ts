import { afterAll, beforeAll, expect, describe, it } from 'vitest'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { measureAudiences } from '../../../../src/server/tags/weekly/audiences.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { deskNow } from '../../touches/desk.ts'
import { insertCustomer } from '../../touches/desk-rows.ts'

describe.each(engines)('audiences on $name (TAG-09)', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    for (const customerId of ['a', 'b', 'c', 'd', 'e']) await insertCustomer(database.db, customerId)
    const tag = (
      customerId: string,
      name: string,
      expiresAt: number | null = null,
      source = 'behaviour',
    ) => ({
      tagId: `${customerId}-${name}`,
      customerId,
      name,
      source,
      kind: 'interest',
      evidence: '',
      createdAt: deskNow,
      expiresAt,
    })
    await database.db
      .insertInto('customerTag')
      .values([
        tag('a', '精华'),
        tag('b', '精华', deskNow + 1),
        tag('c', '精华', deskNow),
        tag('e', '精华'),
        tag('d', '私下', null, 'personal'),
      ])
      .execute()
    const touch = (customerId: string, daysAgo: number, isReply = 0) => ({
      touchId: `${customerId}-${daysAgo}`,
      customerId,
      userId: 'lin',
      contentType: 'know-how',
      startedAt: deskNow - daysAgo * dayMs,
      lastBubbleAt: deskNow - daysAgo * dayMs,
      bubbles: 1,
      isReply,
    })
    await database.db
      .insertInto('touch')
      .values([touch('a', 30), touch('a', 2), touch('b', 5), touch('c', 4), touch('d', 31), touch('e', 3, 1)])
      .execute()
    const order = (customerId: string, daysAgo: number, status = 'paid') => ({
      orderId: `${customerId}-${daysAgo}-${status}`,
      customerId,
      status,
      createdAt: deskNow,
      orderedAt: deskNow - daysAgo * dayMs,
      orderedDay: 0,
      itemsJson: '[]',
      paidFen: 1,
      refundedFen: 0,
      shippingFen: 0,
      netFen: 1,
      rowHash: '',
    })
    await database.db
      .insertInto('purchaseOrder')
      .values([order('a', 10), order('b', 6), order('b', 1, 'cancelled'), order('c', 1), order('d', 1)])
      .execute()
  })
  afterAll(() => database.destroy())

  it('counts who has the tag now, whom a push reached within 30 days and who paid after the first one', async () => {
    expect(await measureAudiences(database.db, deskNow)).toEqual([
      {
        name: '精华',
        size: 3,
        reached: 2,
        converted: 1,
        conversion: 0.5,
        restConversion: 1,
        lift: -0.5,
        isBelowMedian: false,
      },
    ])
  })
})
