import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concernedOrders } from '../../../src/server/attribution/concerned.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('orders that may be credited on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await database.db
      .insertInto('touch')
      .values({
        touchId: 't1',
        customerId: 'touched',
        userId: 'u',
        contentType: 'care',
        ruleId: null,
        couponId: null,
        startedAt: 1,
        lastBubbleAt: 1,
        bubbles: 1,
        isReply: 0,
        overrideKind: null,
        overrideNote: null,
      })
      .execute()
    await database.db
      .insertInto('orderCredit')
      .values({
        orderId: 'credited',
        customerId: 'other',
        method: 'touch',
        touchId: 't1',
        couponId: null,
        userId: 'u',
        creditedFen: 1,
        orderedAt: 1,
        windowDays: 7,
        computedAt: 1,
      })
      .execute()
  })
  afterAll(() => database.destroy())

  it('are those of customers who were written to, and those with a credit already', async () => {
    const orders = [
      { orderId: 'plain', customerId: 'stranger' },
      { orderId: 'own', customerId: 'touched' },
      { orderId: 'credited', customerId: 'stranger' },
    ]
    expect(await concernedOrders(database.db, orders)).toEqual(['own', 'credited'])
    expect(await concernedOrders(database.db, [])).toEqual([])
  })
})
