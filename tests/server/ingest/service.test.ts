import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { orderRow, shopSide, testNow } from './shop-side.ts'

describe.each(engines)('ingest on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
  })
  afterAll(() => database.destroy())

  it('stores several thousand rows, then finds them all to be duplicates', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) =>
      orderRow(`many${index}`, {
        phone: undefined,
        shopCustomerId: `M${index % 700}`,
        paidAt: testNow - index * 3_600_000,
        createdAt: testNow - index * 3_600_000,
      }),
    )
    expect(await shop.ingest.orders(rows)).toEqual({ accepted: 3000, duplicates: 0, rejected: [] })
    expect(await shop.ingest.orders(rows)).toEqual({ accepted: 0, duplicates: 3000, rejected: [] })
    const { customers, orders, spend } = await database.db
      .selectFrom('customer')
      .select((eb) => [
        eb.fn.countAll<number>().as('customers'),
        eb.fn.sum<number>('orderCount').as('orders'),
        eb.fn.sum<number>('netSpendFen').as('spend'),
      ])
      .executeTakeFirstOrThrow()
    expect({ customers, orders, spend }).toEqual({ customers: 700, orders: 3000, spend: 30_000_000 })
  })

  it('takes the same rows sent at the same time once', async () => {
    const rows = Array.from({ length: 600 }, (_, index) =>
      orderRow(`same${index}`, { phone: `1370000${String(index % 40).padStart(4, '0')}` }),
    )
    const results = await Promise.all([1, 2, 3].map(() => shop.ingest.orders(rows)))
    expect(results.map(({ accepted }) => accepted).reduce((sum, count) => sum + count)).toBe(600)
    expect(results.flatMap(({ rejected }) => rejected)).toEqual([])
    const { total } = await database.db
      .selectFrom('customer')
      .innerJoin('identity', 'identity.customerId', 'customer.customerId')
      .where('identity.value', 'like', '1370000%')
      .select((eb) => eb.fn.sum<number>('netSpendFen').as('total'))
      .executeTakeFirstOrThrow()
    expect(total).toBe(6_000_000)
  })

  it('keeps summaries exact while different orders of one customer come at once', async () => {
    const batches = Array.from({ length: 6 }, (_, batch) =>
      Array.from({ length: 5 }, (_, index) => orderRow(`par${batch}-${index}`, { phone: '13600000000' })),
    )
    await Promise.all(batches.map((rows) => shop.ingest.orders(rows)))
    const customer = await database.db
      .selectFrom('customer')
      .innerJoin('identity', 'identity.customerId', 'customer.customerId')
      .where('identity.value', '=', '13600000000')
      .selectAll('customer')
      .executeTakeFirstOrThrow()
    expect(customer).toMatchObject({ orderCount: 30, purchaseDays: 1, netSpendFen: 300_000 })
  })

  it('adds customer facts; what tells nothing new is a duplicate', async () => {
    const row = {
      phone: '13500000000',
      name: 'Lin',
      birthday: '1990-05-20',
      memberTier: 'gold',
      points: 120,
      pointsExpireAt: '2025-12-31T00:00:00+08:00',
      fields: { skin: 'dry' },
    }
    expect(await shop.ingest.customers([row, row])).toMatchObject({ accepted: 1, duplicates: 1 })
    const more = { phone: '13500000000', points: 80, fields: { city: 'Hangzhou' } }
    expect(await shop.ingest.customers([more])).toMatchObject({ accepted: 1 })
    const find = () =>
      database.db
        .selectFrom('customer')
        .selectAll()
        .where('memberTier', '=', 'gold')
        .executeTakeFirstOrThrow()
    const customer = await find()
    expect(customer).toMatchObject({ name: 'Lin', birthday: '1990-05-20', points: 80 })
    expect(JSON.parse(customer.fieldsJson)).toEqual({ skin: 'dry', city: 'Hangzhou' })

    await database.db
      .updateTable('customer')
      .set({ name: '微信名', contactFetchedAt: testNow })
      .where('customerId', '=', customer.customerId)
      .execute()
    const renamed = { phone: '13500000000', name: 'Other' }
    expect(await shop.ingest.customers([renamed])).toMatchObject({ accepted: 0, duplicates: 1 })
    expect((await find()).name).toBe('微信名')
  })

  it('rejects the one row that the database refuses and stores the rest', async () => {
    const events = {
      store: async (trx: typeof database.db, rows: readonly { eventId: string }[], asOf: number) => {
        for (const { eventId } of rows) {
          const valueJson = eventId === 'bad' ? (null as unknown as string) : '1'
          await trx.insertInto('setting').values({ key: eventId, valueJson, updatedAt: asOf }).execute()
        }
        return rows.map(() => 'accepted' as const)
      },
    }
    const { createIngest } = await import('../../../src/server/ingest/service.ts')
    const ingest = createIngest(shop.context, { ...shop, events })
    const row = (eventId: string) => ({ eventId, phone: '13400000000', type: 'view', occurredAt: testNow })
    const result = await ingest.events([row('good1'), row('bad'), row('good2')])
    expect(result).toMatchObject({ accepted: 2, rejected: [{ index: 1, code: 'invalid_input' }] })
    const stored = await database.db.selectFrom('setting').select('key').execute()
    expect(stored.map(({ key }) => key).sort()).toEqual(['good1', 'good2'])
  })
})
