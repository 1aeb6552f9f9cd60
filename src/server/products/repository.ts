import type { Insertable, Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { kept } from '../db/kept.ts'
import type { Schema } from '../db/schema.ts'

export type ProductRecord = Selectable<Schema['product']>

export function findProducts(db: Database, skus: readonly string[]): Promise<ProductRecord[]> {
  return db.selectFrom('product').selectAll().where('sku', 'in', skus).execute()
}

/** The whole catalogue in the order of its numbers, and by number; read again only after a change. */
export const catalogue = kept('product', async (db) => {
  const products: readonly ProductRecord[] = await db
    .selectFrom('product')
    .selectAll()
    .orderBy('sku')
    .execute()
  return { products, bySku: new Map(products.map((product) => [product.sku, product])) }
})

/** Stores products over older ones; a row that is newer in the database stays as it is. */
export async function upsert(
  trx: Database,
  products: readonly Insertable<Schema['product']>[],
): Promise<void> {
  if (products.length === 0) return
  await trx
    .insertInto('product')
    .values(products)
    .onConflict((conflict) =>
      conflict
        .column('sku')
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          category: eb.ref('excluded.category'),
          priceFen: eb.ref('excluded.priceFen'),
          costFen: eb.ref('excluded.costFen'),
          stock: eb.ref('excluded.stock'),
          imageUrl: eb.ref('excluded.imageUrl'),
          url: eb.ref('excluded.url'),
          partnerSkusJson: eb.ref('excluded.partnerSkusJson'),
          replenishDays: eb.ref('excluded.replenishDays'),
          updatedAt: eb.ref('excluded.updatedAt'),
          rowHash: eb.ref('excluded.rowHash'),
        }))
        .whereRef('excluded.updatedAt', '>=', 'product.updatedAt'),
    )
    .execute()
}
