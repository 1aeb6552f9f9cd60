import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { shopSide, testNow } from '../ingest/shop-side.ts'

describe.each(engines)('events on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
  })
  afterAll(() => database.destroy())

  const event = (eventId: string, row: Record<string, unknown> = {}) => ({
    eventId,
    shopCustomerId: 'E',
    type: 'view',
    occurredAt: testNow - 5000,
    sku: 'S1',
    ...row,
  })

  it('stores each event once, takes changes and raises the last activity', async () => {
    const rows = [event('e1'), event('e2', { occurredAt: testNow - 1000 }), event('e1')]
    expect(await shop.ingest.events(rows)).toEqual({ accepted: 2, duplicates: 1, rejected: [] })
    const changed = event('e1', { durationMs: 200_000, occurredAt: testNow - 9000 })
    expect(await shop.ingest.events([changed])).toMatchObject({ accepted: 1 })
    const customer = await database.db.selectFrom('customer').selectAll().executeTakeFirstOrThrow()
    expect(customer.lastActivityAt).toBe(testNow - 1000)
    const read = (since: number) => shop.events.eventsOf(database.db, customer.customerId, since)
    expect(await read(testNow - 9000)).toMatchObject([
      { eventId: 'e2', durationMs: null },
      { eventId: 'e1', durationMs: 200_000 },
    ])
    expect(await read(testNow - 8999)).toHaveLength(1)
  })

  it('does not let a clock that runs ahead put the last activity into the future', async () => {
    await shop.ingest.events([event('e3', { occurredAt: testNow + 60_000 })])
    const customer = await database.db.selectFrom('customer').selectAll().executeTakeFirstOrThrow()
    expect(customer.lastActivityAt).toBe(testNow)
  })
})
