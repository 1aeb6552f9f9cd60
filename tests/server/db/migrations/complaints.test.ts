import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { engineOf } from '../../../../src/server/db/connect.ts'
import { countComplaints } from '../../../../src/server/metrics/risks.ts'
import { engines } from '../../../support/databases.ts'

const name = 'shop_event_complaint_occurred_at'

describe.each(engines)('the index of complaints on $name', ({ open }) => {
  it('is there, and holds complaints alone', async () => {
    const { db, destroy } = await open()
    const text =
      engineOf(db) === 'sqlite'
        ? sql<{ text: string }>`select sql as text from sqlite_master where name = ${name}`
        : sql<{ text: string }>`select indexdef as text from pg_indexes where indexname = ${name}`
    const [index] = (await text.execute(db)).rows
    expect(index?.text).toMatch(/occurred_at.*where.*type.*=.*'complaint'/i)
    if (engineOf(db) === 'sqlite') {
      const plan = await sql<{ detail: string }>`explain query plan
        select count(*) from shop_event where occurred_at >= 1 and occurred_at < 2 and type = 'complaint'`.execute(
        db,
      )
      expect(plan.rows[0]?.detail).toContain(name)
    }
    const event = {
      customerId: 'c',
      sku: null,
      category: null,
      quantity: null,
      durationMs: null,
      device: null,
    }
    const rows = [
      { eventId: 'a', type: 'complaint', occurredAt: 10 },
      { eventId: 'b', type: 'complaint', occurredAt: 20 },
      { eventId: 'c', type: 'view', occurredAt: 10 },
    ]
    for (const row of rows)
      await db
        .insertInto('shopEvent')
        .values({ ...event, ...row, rowHash: row.eventId })
        .execute()
    expect(await countComplaints(db, { fromAt: 10, untilAt: 20 })).toBe(1)
    expect(await countComplaints(db, { fromAt: 10, untilAt: 21 })).toBe(2)
    await destroy()
  })
})
