import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertCustomers } from '../../../src/server/identity/repository.ts'
import { type AddedOrder, addPurchases } from '../../../src/server/orders/add-purchases.ts'
import { summariseDays } from '../../../src/server/orders/purchase-summaries.ts'
import { type PurchaseColumns, writeSummaries } from '../../../src/server/orders/summary-writes.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

const order = fc.record({
  customerId: fc.constant('c'),
  status: fc.constantFrom('paid', 'paid', 'paid', 'created', 'cancelled', 'refunded'),
  orderedDay: fc.integer({ min: 0, max: 12 }),
  orderedAt: fc.integer({ min: 1, max: 1000 }),
  netFen: fc.integer({ min: 0, max: 5_000_000_000 }),
})
const orders = fc.array(order, { maxLength: 8 })

/** The summary of all orders, by the totals of their days. */
function whole(customerId: string, all: readonly AddedOrder[]): PurchaseColumns {
  const paid = all.filter(({ status }) => status === 'paid')
  const days = [...new Set(paid.map(({ orderedDay }) => orderedDay))].sort((one, other) => one - other)
  return summariseDays(
    customerId,
    days.map((orderedDay) => {
      const own = paid.filter((one) => one.orderedDay === orderedDay)
      return {
        customerId,
        orderedDay,
        orders: own.length,
        netFen: own.reduce((sum, { netFen }) => sum + netFen, 0),
        lastOrderAt: Math.max(...own.map(({ orderedAt }) => orderedAt)),
      }
    }),
  )
}

/** A customer with these orders in the summary, active at their latest one or at `asOf` where that was before. */
async function givenCustomer(database: TestDatabase, customerId: string, known: AddedOrder[], asOf: number) {
  const customer = { customerId, externalUserId: null, assignmentKey: customerId }
  await insertCustomers(database.db, [customer], 1)
  const at = known.reduce((latest, { orderedAt }) => Math.max(latest, orderedAt), 0)
  const summary = { ...whole(customerId, known), activeAt: Math.min(at, asOf), updatedAt: 1 }
  await writeSummaries(database.db, [summary])
}

function stored(database: TestDatabase, customerIds: readonly string[]) {
  return database.db
    .selectFrom('customer')
    .select(['customerId', 'orderCount', 'purchaseDays', 'firstPurchaseDay', 'lastPurchaseDay'])
    .select(['lastOrderAt', 'netSpendFen', 'repeatSpendFen', 'lastActivityAt', 'updatedAt'])
    .where('customerId', 'in', customerIds)
    .orderBy('customerId')
    .execute()
}

describe.each(engines)('new purchases in summaries on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  it('give what all orders together give, or are told to be beyond it', async () => {
    const cases = fc
      .sample(fc.tuple(orders, orders), { numRuns: 300, seed: 5 })
      .map(([known, added], index) => {
        const customerId = `case${String(index).padStart(3, '0')}`
        const owned = (all: AddedOrder[]) => all.map((one) => ({ ...one, customerId }))
        return { customerId, known: owned(known), added: owned(added) }
      })
    for (const { customerId, known } of cases) await givenCustomer(database, customerId, known, 600)
    const left = new Set(
      await addPurchases(
        database.db,
        cases.flatMap(({ added }) => added),
        800,
      ),
    )
    const rows = await stored(
      database,
      cases.map(({ customerId }) => customerId),
    )
    expect(left.size).toBeGreaterThan(50)
    for (const [index, { customerId, known, added }] of cases.entries()) {
      const before = whole(customerId, known)
      const isBack = added.some(
        ({ status, orderedDay }) =>
          status === 'paid' && before.lastPurchaseDay !== null && orderedDay < before.lastPurchaseDay,
      )
      expect(left.has(customerId)).toBe(isBack)
      expect(rows[index]).toMatchObject(isBack ? before : whole(customerId, [...known, ...added]))
    }
  })

  it('take an order of the last purchase day itself, and of no day before', async () => {
    await givenCustomer(database, 'one', [], 600)
    const paid = { customerId: 'one', status: 'paid', orderedAt: 5, netFen: 10 }
    const after = async (orderedDay: number) => {
      const left = await addPurchases(database.db, [{ ...paid, orderedDay }], 800)
      return { left, ...(await stored(database, ['one']))[0] }
    }
    expect(await after(3)).toMatchObject({ left: [], purchaseDays: 1, netSpendFen: 10, repeatSpendFen: 0 })
    const same = { orderCount: 2, purchaseDays: 1, netSpendFen: 20, repeatSpendFen: 0 }
    expect(await after(3)).toMatchObject({ left: [], ...same })
    expect(await after(2)).toMatchObject({ left: ['one'], ...same })
    expect(await after(4)).toMatchObject({ left: [], purchaseDays: 2, netSpendFen: 30, repeatSpendFen: 10 })
  })

  it('raise the last activity to the latest order of any kind, never beyond now and never back', async () => {
    const unpaid = { customerId: 'two', status: 'created', orderedDay: 1, netFen: 0 }
    await givenCustomer(database, 'two', [{ ...unpaid, status: 'paid', orderedAt: 700 }], 600)
    const activeAfter = async (orderedAt: number, asOf: number) => {
      await addPurchases(database.db, [{ ...unpaid, orderedAt }], asOf)
      return (await stored(database, ['two']))[0]
    }
    expect(await stored(database, ['two'])).toMatchObject([{ lastActivityAt: 600, lastOrderAt: 700 }])
    expect(await activeAfter(300, 650)).toMatchObject({ lastActivityAt: 650, updatedAt: 650 })
    expect(await activeAfter(300, 700)).toMatchObject({ lastActivityAt: 700 })
    expect(await activeAfter(300, 720)).toMatchObject({ lastActivityAt: 700, lastOrderAt: 700 })
    expect(await activeAfter(900, 850)).toMatchObject({
      lastActivityAt: 850,
      lastOrderAt: 700,
      orderCount: 1,
    })
    expect(await activeAfter(10, 860)).toMatchObject({ lastActivityAt: 850 })
  })
})
