import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { shopSide, testNow } from '../ingest/shop-side.ts'

describe.each(engines)('products on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
  })
  afterAll(() => database.destroy())

  const product = (row: Record<string, unknown> = {}) => ({
    sku: 'S1',
    name: 'Cream',
    category: 'care',
    priceFen: 12_000,
    stock: 5,
    updatedAt: testNow,
    ...row,
  })
  const stock = async () => (await shop.products.productsBySku(database.db, ['S1', 'none'])).get('S1')?.stock

  it('never lets an older row overwrite a newer one', async () => {
    expect(await shop.ingest.products([product()])).toMatchObject({ accepted: 1 })
    const older = product({ stock: 50, updatedAt: testNow - 1 })
    expect(await shop.ingest.products([older])).toMatchObject({ accepted: 0, duplicates: 1 })
    expect(await stock()).toBe(5)
    const sameTime = product({ stock: 4 })
    expect(await shop.ingest.products([sameTime, sameTime])).toMatchObject({ accepted: 1, duplicates: 1 })
    expect(await stock()).toBe(4)
    const both = [
      product({ stock: 1, updatedAt: testNow + 2 }),
      product({ stock: 2, updatedAt: testNow + 1 }),
    ]
    expect(await shop.ingest.products(both)).toMatchObject({ accepted: 1, duplicates: 1 })
    expect(await stock()).toBe(1)
  })

  it('lists all products and finds none for no skus', async () => {
    await shop.ingest.products([product({ sku: 'S0', partnerSkus: ['S1'], url: 'https://shop.example/s0' })])
    const all = await shop.products.allProducts(database.db)
    expect(all.map(({ sku }) => sku)).toEqual(['S0', 'S1'])
    expect(all[0]).toMatchObject({ partnerSkusJson: '["S1"]', url: 'https://shop.example/s0', costFen: null })
    expect((await shop.products.productsBySku(database.db, [])).size).toBe(0)
  })

  it('rejects an address that is none', async () => {
    const { rejected } = await shop.ingest.products([product({ url: 'javascript:alert(1)' })])
    expect(rejected).toEqual([
      { index: 0, code: 'invalid_input', message: 'url: must be an http(s) address' },
    ])
  })
})
