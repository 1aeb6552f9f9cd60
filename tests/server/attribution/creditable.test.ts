import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { creditableCustomers, creditableOrders } from '../../../src/server/attribution/creditable.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { storedOrder } from './stored-order.ts'

const windowDays = 3
const touchedAt = Date.UTC(2026, 2, 1)

describe.each(engines)('orders that a recompute looks at on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    const { db } = database
    const touch = { userId: 'u', contentType: 'care', ruleId: null, couponId: null, bubbles: 1, isReply: 0 }
    const at = { startedAt: touchedAt, lastBubbleAt: touchedAt, overrideKind: null, overrideNote: null }
    await db
      .insertInto('touch')
      .values(
        ['one', 'two'].map((customerId) => ({ ...touch, ...at, customerId, touchId: `t-${customerId}` })),
      )
      .execute()
    const orders = [
      { orderId: 'before', customerId: 'one', orderedAt: touchedAt - 1 },
      { orderId: 'at-once', customerId: 'one', orderedAt: touchedAt },
      { orderId: 'in-time', customerId: 'one', orderedAt: touchedAt + windowDays * dayMs },
      { orderId: 'late', customerId: 'one', orderedAt: touchedAt + windowDays * dayMs + 1 },
      { orderId: 'elsewhere', customerId: 'stranger', orderedAt: touchedAt },
      { orderId: 'once-credited', customerId: 'two', orderedAt: touchedAt + 90 * dayMs },
    ]
    await db.insertInto('purchaseOrder').values(orders.map(storedOrder)).execute()
    const credit = { method: 'touch' as const, touchId: 't-two', couponId: null, userId: 'u', creditedFen: 1 }
    await db
      .insertInto('orderCredit')
      .values({
        ...credit,
        orderId: 'once-credited',
        customerId: 'two',
        orderedAt: 1,
        windowDays,
        computedAt: 1,
      })
      .execute()
  })
  afterAll(() => database.destroy())

  const of = async (customerIds: string[], days = windowDays) =>
    (await creditableOrders(database.db, customerIds, days)).sort()

  it('are those within the window of a touch, both ends with it', async () => {
    expect(await of(['one'])).toEqual(['at-once', 'in-time'])
    expect(await of(['one'], windowDays + 1)).toEqual(['at-once', 'in-time', 'late'])
  })

  it('are those with a credit, which may be no longer due', async () => {
    expect(await of(['two'])).toEqual(['once-credited'])
    expect(await of(['one', 'two'])).toEqual(['at-once', 'in-time', 'once-credited'])
  })

  it('are none of a customer whom nobody wrote to', async () => {
    expect(await of(['stranger'])).toEqual([])
    expect(await creditableCustomers(database.db, '', 10)).toEqual(['one', 'two'])
    expect(await creditableCustomers(database.db, 'one', 10)).toEqual(['two'])
    expect(await creditableCustomers(database.db, '', 1)).toEqual(['one'])
  })
})
