import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { kept } from '../../../src/server/db/kept.ts'
import { emptyPostgres, engines, type TestDatabase } from '../../support/databases.ts'

const product = {
  name: '洁面乳',
  category: '洁面',
  priceFen: 100,
  costFen: null,
  stock: null,
  imageUrl: null,
  url: null,
  partnerSkusJson: '[]',
  replenishDays: null,
  updatedAt: 5,
  rowHash: 'h',
}

describe.each(engines)('what is kept of the store on $name', ({ open }) => {
  let database: TestDatabase
  let reads = 0
  const skus = kept('product', async (db) => {
    reads += 1
    const rows = await db.selectFrom('product').select(['sku', 'priceFen']).orderBy('sku').execute()
    return rows.map(({ sku, priceFen }) => `${sku} ${priceFen}`)
  })
  const add = (db: Database, ...wanted: string[]) =>
    db
      .insertInto('product')
      .values(wanted.map((sku) => ({ sku, ...product })))
      .execute()

  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())
  beforeEach(async () => {
    await database.db.deleteFrom('product').execute()
    await add(database.db, 'A')
    await skus(database.db)
    reads = 0
  })

  it('is read again only after a change, be it an insert, an update or a delete', async () => {
    const { db } = database
    expect(await skus(db)).toEqual(['A 100'])
    expect(reads).toBe(0)
    await add(db, 'B', 'C')
    expect(await skus(db)).toEqual(['A 100', 'B 100', 'C 100'])
    await db.updateTable('product').set({ priceFen: 200 }).where('sku', '=', 'B').execute()
    expect(await skus(db)).toEqual(['A 100', 'B 200', 'C 100'])
    await db.deleteFrom('product').where('sku', '=', 'A').execute()
    expect(await skus(db)).toEqual(['B 200', 'C 100'])
    expect(await skus(db)).toEqual(['B 200', 'C 100'])
    expect(reads).toBe(3)
  })

  it('is not read again when another table changes', async () => {
    const { db } = database
    await db.insertInto('setting').values({ key: 'kept', valueJson: '1', updatedAt: 1 }).execute()
    await db.deleteFrom('setting').where('key', '=', 'kept').execute()
    expect(await skus(db)).toEqual(['A 100'])
    expect(reads).toBe(0)
  })

  it('counts a change of a transaction inside of it, and no longer once it was rolled back', async () => {
    const { db } = database
    const undo = new Error('undo')
    const inside = db.transaction().execute(async (trx) => {
      await add(trx, 'D')
      expect(await skus(trx)).toEqual(['A 100', 'D 100'])
      throw undo
    })
    await expect(inside).rejects.toBe(undo)
    expect(await skus(db)).toEqual(['A 100'])
    await add(db, 'E')
    expect(await skus(db)).toEqual(['A 100', 'E 100'])
  })
})

describe('what is kept of a store that two processes serve', () => {
  const count = kept('product', async (db) => (await db.selectFrom('product').select('sku').execute()).length)

  async function seesTheOther(url: string): Promise<void> {
    const [one, two] = [await connect(url), await connect(url)]
    await migrate(one)
    expect(await count(one)).toBe(0)
    await two
      .insertInto('product')
      .values({ sku: 'A', ...product })
      .execute()
    expect(await count(one)).toBe(1)
    await Promise.all([one.destroy(), two.destroy()])
  }

  it('counts a change by another process on SQLite', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'zhike-kept-'))
    await seesTheOther(`file:${path.join(dir, 'store.sqlite')}`)
    await rm(dir, { recursive: true, force: true })
  })

  it('counts a change by another process on PostgreSQL', async () => {
    const { url, drop } = await emptyPostgres()
    await seesTheOther(url)
    await drop()
  })
})
