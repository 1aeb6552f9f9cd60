import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { orderRow, shopSide, testNow } from '../ingest/shop-side.ts'

describe.each(engines)('identity on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
  })
  afterAll(() => database.destroy())

  const customers = () => database.db.selectFrom('customer').selectAll().execute()
  const link = (externalUserId: string, unionId: string | null) =>
    database.db
      .transaction()
      .execute((trx) => shop.identity.linkExternalContact(trx, { externalUserId, unionId }, testNow))

  it('gives earlier orders under the union id to the contact opened later', async () => {
    await shop.ingest.orders([orderRow('a1', { phone: undefined, unionId: 'UA' })])
    const [before] = await customers()
    const customerId = await link('wmA', 'UA')
    const after = await customers()
    expect(after).toHaveLength(1)
    expect(after[0]).toMatchObject({
      customerId,
      externalUserId: 'wmA',
      purchaseDays: 1,
      netSpendFen: 10_000,
      assignmentKey: before?.assignmentKey,
    })
    expect(await link('wmA', 'UA')).toBe(customerId)
  })

  it('merges a provisional customer with the known one when a shared identity comes late', async () => {
    const { db } = database
    const knownId = await link('wmB', 'UB')
    const known = await db
      .selectFrom('customer')
      .selectAll()
      .where('customerId', '=', knownId)
      .executeTakeFirstOrThrow()
    await shop.ingest.orders([orderRow('b1', { phone: '13800000002' })])
    await shop.ingest.events([
      { eventId: 'b-e1', phone: '13800000002', type: 'view', occurredAt: testNow - 1000, sku: 'S1' },
    ])
    const provisional = await db
      .selectFrom('identity')
      .select('customerId')
      .where('value', '=', '13800000002')
      .executeTakeFirstOrThrow()
    await db
      .updateTable('customer')
      .set({ optedOutAt: 5, birthday: '05-20' })
      .where('customerId', '=', provisional.customerId)
      .execute()
    await db
      .insertInto('budgetUse')
      .values([
        { scope: 'customer', scopeId: provisional.customerId, periodKey: 'm', usedFen: 300 },
        { scope: 'customer', scopeId: knownId, periodKey: 'm', usedFen: 50 },
      ])
      .execute()

    expect(await shop.ingest.customers([{ unionId: 'UB', phone: '+86 138 0000 0002' }])).toMatchObject({
      accepted: 1,
    })

    const merged = await db.selectFrom('customer').selectAll().where('customerId', '=', knownId).execute()
    expect(merged).toEqual([
      expect.objectContaining({
        assignmentKey: known.assignmentKey,
        orderCount: 1,
        netSpendFen: 10_000,
        optedOutAt: 5,
        birthday: '05-20',
        lastActivityAt: testNow - 1000,
      }),
    ])
    expect(await shop.orders.ordersOf(db, knownId, { limit: 5 })).toHaveLength(1)
    expect(await shop.events.eventsOf(db, knownId, 0)).toHaveLength(1)
    const use = await db.selectFrom('budgetUse').selectAll().execute()
    expect(use).toEqual([{ scope: 'customer', scopeId: knownId, periodKey: 'm', usedFen: 350 }])
    const log = await db.selectFrom('identityMerge').selectAll().where('outcome', '=', 'merged').execute()
    expect(log).toEqual([
      expect.objectContaining({
        keptCustomerId: knownId,
        mergedCustomerId: provisional.customerId,
        kind: 'phone',
      }),
    ])
    expect(JSON.parse(log[0]?.detailsJson ?? '')).toMatchObject({
      merged: { customerId: provisional.customerId, optedOutAt: 5 },
      identities: [{ kind: 'phone', value: '13800000002' }],
      moved: { purchaseOrder: ['b1'], shopEvent: ['b-e1'] },
    })
  })

  it('attaches by the stronger kind and logs one suggestion when two contacts share a phone', async () => {
    const { db } = database
    const firstId = await link('wmC1', null)
    const secondId = await link('wmC2', null)
    await shop.ingest.customers([{ externalUserId: 'wmC1', phone: '13800000003' }])
    const row = orderRow('c1', { externalUserId: 'wmC2', phone: '13800000003' })
    await shop.ingest.orders([row])
    await shop.ingest.orders([{ ...row, paidFen: 9000 }])
    expect(await shop.orders.ordersOf(db, secondId, { limit: 5 })).toHaveLength(1)
    expect(await shop.orders.ordersOf(db, firstId, { limit: 5 })).toHaveLength(0)
    const suggestions = await db
      .selectFrom('identityMerge')
      .selectAll()
      .where('outcome', '=', 'suggested')
      .execute()
    expect(suggestions).toEqual([
      expect.objectContaining({ keptCustomerId: secondId, mergedCustomerId: firstId, kind: 'phone' }),
    ])
  })

  it('makes one customer when the same contact is opened twice at once', async () => {
    const ids = await Promise.all([link('wmD', 'UD'), link('wmD', 'UD'), link('wmD', 'UD')])
    expect(new Set(ids).size).toBe(1)
    const rows = await database.db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', 'wmD')
      .execute()
    expect(rows).toHaveLength(1)
  })
})
