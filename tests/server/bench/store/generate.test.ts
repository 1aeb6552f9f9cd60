import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAttribution } from '../../../../src/server/attribution/service.ts'
import { generateStore } from '../../../../src/server/bench/store/generate.ts'
import { readConfig } from '../../../../src/server/config.ts'
import { connect, type Database, engineOf } from '../../../../src/server/db/connect.ts'
import { refreshSummaries } from '../../../../src/server/orders/purchase-summaries.ts'
import { verifyStore } from '../../../../src/server/verify/service.ts'
import { emptyPostgres, engines } from '../../../support/databases.ts'

const asOf = Date.UTC(2026, 2, 10, 12)
const customers = 300
const tables = ['customer', 'purchaseOrder', 'shopEvent', 'coupon', 'touchBubble', 'customerTag'] as const

async function summariesOf(db: Database) {
  return db
    .selectFrom('customer')
    .select(['customerId', 'orderCount', 'purchaseDays', 'firstPurchaseDay', 'lastPurchaseDay'])
    .select(['lastOrderAt', 'netSpendFen', 'repeatSpendFen', 'lastActivityAt'])
    .orderBy('customerId')
    .execute()
}

async function indexesOf(db: Database): Promise<string[]> {
  const text =
    engineOf(db) === 'sqlite'
      ? sql`select name from sqlite_master where type = 'index' order by name`
      : sql`select indexname as name from pg_indexes where schemaname = 'public' order by name`
  return (await text.execute(db)).rows.map((row) => (row as { name: string }).name)
}

describe.each(engines)('a generated store on $name', (engine) => {
  let dir: string
  let drop: () => Promise<void>
  let db: Database

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'zhike-store-'))
    const postgres = engine.name === 'PostgreSQL' ? await emptyPostgres() : null
    const databaseUrl = postgres?.url ?? `file:${path.join(dir, 'store.sqlite')}`
    drop = postgres?.drop ?? (() => Promise.resolve())
    await generateStore({ databaseUrl, customers, asOf, seed: 3 })
    db = await connect(databaseUrl)
  })
  afterAll(async () => {
    await db.destroy()
    await drop()
    await rm(dir, { recursive: true, force: true })
  })

  it('has about ten orders a customer, none after its now', async () => {
    const row = await db
      .selectFrom('purchaseOrder')
      .select((eb) => [eb.fn.countAll<number>().as('orders'), eb.fn.max('orderedAt').as('latest')])
      .executeTakeFirstOrThrow()
    expect(row.orders).toBeGreaterThan(customers * 7)
    expect(row.orders).toBeLessThan(customers * 13)
    expect(row.latest).toBeLessThan(asOf)
  })

  it('has the summaries that the orders give', async () => {
    const before = await summariesOf(db)
    expect(before).toHaveLength(customers)
    expect(before.some(({ orderCount }) => orderCount === 0)).toBe(true)
    await refreshSummaries(
      db,
      before.map(({ customerId }) => customerId),
      asOf,
    )
    expect(await summariesOf(db)).toEqual(before)
  })

  it('has counters of budgets that equal the sums of the ledger', async () => {
    const used = await db
      .selectFrom('budgetUse')
      .select(['scope', 'scopeId', 'usedFen'])
      .where('periodKey', '=', 'total')
      .orderBy('scope')
      .orderBy('scopeId')
      .execute()
    const sums = await db
      .selectFrom('ledgerEntry')
      .select(['scope', 'scopeId'])
      .select(sql<number>`cast(sum(amount_fen) as bigint)`.as('usedFen'))
      .groupBy(['scope', 'scopeId'])
      .orderBy('scope')
      .orderBy('scopeId')
      .execute()
    expect(used.length).toBeGreaterThan(10)
    expect(used).toEqual(sums)
  })

  it('holds nothing that contradicts itself', async () => {
    const coupons = await db.selectFrom('coupon').select(['state', 'claimedAt']).execute()
    for (const state of ['redeemed', 'expired'])
      expect(coupons.filter((coupon) => coupon.state === state).length).toBeGreaterThan(5)
    const config = readConfig({}, () => 'a-secret-that-only-the-tests-use!!')
    const context = { config, db, randomBytes: (size: number) => randomBytes(size) }
    const findings = await verifyStore(context, { sample: null, tell: () => undefined })
    expect(findings.filter(({ count }) => count > 0)).toEqual([])
  })

  it('credits orders as the store would', async () => {
    const read = () => db.selectFrom('orderCredit').selectAll().orderBy('orderId').execute()
    const before = await read()
    for (const method of ['code', 'touch'])
      expect(before.filter((credit) => credit.method === method).length).toBeGreaterThan(5)
    await createAttribution().recompute(db, asOf)
    expect(await read()).toEqual(before)
  })

  it('has the indexes that were left out of the load', async () => {
    const migrated = await engine.open()
    expect(await indexesOf(db)).toEqual(await indexesOf(migrated.db))
    await migrated.destroy()
  })
})

describe('generated twice', () => {
  it('is the same for the same seed, and another one for another', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'zhike-store-'))
    const stores = []
    for (const [name, seed] of [['one', 3] as const, ['two', 3] as const, ['three', 4] as const]) {
      const databaseUrl = `file:${path.join(dir, `${name}.sqlite`)}`
      await generateStore({ databaseUrl, customers: 40, asOf, seed })
      const db = await connect(databaseUrl)
      const rows = []
      for (const table of tables) rows.push(await db.selectFrom(table).selectAll().execute())
      await db.destroy()
      stores.push(JSON.stringify(rows))
    }
    await rm(dir, { recursive: true, force: true })
    expect(stores[1]).toBe(stores[0])
    expect(stores[2]).not.toBe(stores[0])
  })
})
