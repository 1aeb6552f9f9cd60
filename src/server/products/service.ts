import type { ProductRow } from '../../contract/ingest.ts'
import type { Database } from '../db/connect.ts'
import { rowHash } from '../ingest/row-hash.ts'
import type { Outcome } from '../ingest/sort-out.ts'
import { catalogue, findProducts, type ProductRecord, upsert } from './repository.ts'

export type Products = ReturnType<typeof createProducts>

export function createProducts() {
  /**
   * Stores a batch of products, one outcome for each row. A row with an older `updatedAt` than the one stored says nothing
   * new, so that queues may deliver out of order: it counts as a duplicate. At the same time the later arrival wins.
   */
  async function store(trx: Database, rows: readonly ProductRow[]): Promise<Outcome[]> {
    const skus = [...new Set(rows.map(({ sku }) => sku))]
    const latest = new Map<string, { updatedAt: number; rowHash: string }>()
    for (const product of await findProducts(trx, skus)) latest.set(product.sku, product)
    const changed = new Map<string, ProductRecord>()
    const outcomes = rows.map((row): Outcome => {
      const hash = rowHash(row)
      const known = latest.get(row.sku)
      if (known && (known.rowHash === hash || known.updatedAt > row.updatedAt)) return 'duplicate'
      const record = productRecord(row, hash)
      latest.set(row.sku, record)
      changed.set(row.sku, record)
      return 'accepted'
    })
    await upsert(
      trx,
      [...changed.values()].sort((one, other) => (one.sku < other.sku ? -1 : 1)),
    )
    return outcomes
  }

  return {
    store,
    async productsBySku(db: Database, skus: readonly string[]): Promise<Map<string, ProductRecord>> {
      if (skus.length === 0) return new Map()
      const { bySku } = await catalogue(db)
      const found = new Map<string, ProductRecord>()
      for (const sku of skus) {
        const product = bySku.get(sku)
        if (product) found.set(sku, product)
      }
      return found
    },
    allProducts: async (db: Database): Promise<readonly ProductRecord[]> => (await catalogue(db)).products,
  }
}

function productRecord(row: ProductRow, hash: string): ProductRecord {
  return {
    sku: row.sku,
    name: row.name,
    category: row.category,
    priceFen: row.priceFen,
    costFen: row.costFen ?? null,
    stock: row.stock ?? null,
    imageUrl: row.imageUrl ?? null,
    url: row.url ?? null,
    partnerSkusJson: JSON.stringify(row.partnerSkus ?? []),
    replenishDays: row.replenishDays ?? null,
    updatedAt: row.updatedAt,
    rowHash: hash,
  }
}
